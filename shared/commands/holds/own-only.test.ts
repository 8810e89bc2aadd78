import { expect, test } from 'vitest';
import type { Actor } from '#shared/commands/context.ts';
import { aGuest } from '#test/support/a-lodge.ts';
import { aDepartureOf, figuresOf, heldBooking, hold, seatsItem, sell } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, receptionist } from '#test/support/paper-lodge.ts';

const seller = (name: string): Actor => ({ userId: name, name, role: 'agent' });
const [hima, mina] = [seller('hima'), seller('mina')];

const waits = (lodge: PaperLodge, departureId: string, by: Actor) => {
  const pax = [{ category: 'adult', count: 1 }];
  const draft = { departureId, guestId: aGuest(lodge, by.name), variantId: null, pax, source: 'agent', note: '' };
  return eventOf(lodge.run('joinWaitlist', draft, by), 'WaitlistJoined').entry.id;
};

test('[U1] who is not of the house ends, extends and changes only what they made themselves', () => {
  const { lodge, departure } = aDepartureOf(2, { waitlist: true });
  const held = heldBooking(lodge, hold(lodge, [seatsItem(departure.id)], {}, hima));
  const sold = sell(lodge, departure.id);
  const [seats] = lodge.all('seats').filter(({ bookingId }) => bookingId === held.id);
  const entryId = waits(lodge, departure.id, hima);
  const version = lodge.one('booking', held.id).version;
  const pax = [{ category: 'adult', count: 2 }];
  const deeds: readonly (readonly [string, object])[] = [
    ['extendHold', { holdId: held.holdId, minutes: 60, waitsFor: '' }],
    ['startPayment', { bookingId: held.id, amount: 1, method: 'CARD' }],
    ['changePax', { seatsId: seats?.id, expectedVersion: seats?.version, pax }],
    ['holdDraft', { bookingId: held.id }],
    ['cancelItem', { bookingId: held.id, itemId: seats?.id, expectedVersion: version, reason: 'x' }],
    ['cancelBooking', { bookingId: held.id, expectedVersion: version, reason: 'x' }],
    ['releaseHold', { holdId: held.holdId, reason: '' }],
    ['leaveWaitlist', { entryId }],
  ];
  const before = figuresOf(lodge, departure.slotId);
  for (const [command, draft] of deeds)
    expect(lodge.run(command, draft, mina), command).toMatchObject({
      ok: false,
      reason: 'no-right',
      detail: { command, why: 'not-own' },
    });
  expect(figuresOf(lodge, departure.slotId)).toBe(before);
  const wish = { bookingId: sold.id, expectedVersion: lodge.one('booking', sold.id).version, reason: 'wish' };
  eventOf(lodge.run('cancelBooking', wish), 'BookingCancelled');
  const offer = { entryId, promotionCode: '', travellers: '', requirements: '', note: '' };
  const { holdId } = lodge.one('waitlistEntry', entryId);
  expect(lodge.run('takeOffer', offer, mina)).toMatchObject({ reason: 'no-right' });
  expect(lodge.run('releaseHold', { holdId, reason: '' }, mina)).toMatchObject({ reason: 'no-right' });
  eventOf(lodge.run('takeOffer', offer, hima), 'OfferTaken');
  eventOf(lodge.run('extendHold', { holdId: held.holdId, minutes: 60, waitsFor: '' }, hima), 'HoldChanged');
  eventOf(lodge.run('releaseHold', { holdId: held.holdId, reason: '' }, receptionist), 'HoldEnded');
});
