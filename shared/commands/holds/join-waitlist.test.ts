import { describe, expect, test } from 'vitest';
import { addADeparture } from '#test/support/a-departure.ts';
import { aGuest } from '#test/support/a-lodge.ts';
import { aDepartureOf, balances, sell } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

const join = (lodge: PaperLodge, departureId: string, more: object = {}) =>
  lodge.run('joinWaitlist', {
    departureId,
    guestId: aGuest(lodge, 'Waiting'),
    variantId: null,
    pax: [{ category: 'adult', count: 1 }],
    source: 'phone',
    note: '',
    ...more,
  });

describe('who may wait', () => {
  test('[I9] for what is sold there: a way to join of that departure, travellers that have a price', () => {
    const { lodge, departure } = aDepartureOf(2, { waitlist: true });
    const other = addADeparture(lodge, '2026-11-25', { waitlist: true }, departure.productId);
    const way = { name: 'Pokhara', time: '06:00', priceDifference: 0, position: 0 };
    const { variant } = eventOf(
      lodge.run('addVariant', { departureId: other.id, ...way }, managerOnDuty),
      'VariantAdded',
    );
    const refused = { ok: false, reason: 'not-found', detail: { entity: 'variant' } };
    expect(join(lodge, departure.id, { variantId: variant.id })).toMatchObject(refused);
    eventOf(join(lodge, other.id, { variantId: variant.id }), 'WaitlistJoined');
    const pax = [
      { category: 'adult', count: 1 },
      { category: 'senior', count: 1 },
    ];
    expect(join(lodge, departure.id, { pax })).toMatchObject({ reason: 'wrong-input', detail: { category: 'senior' } });
  });

  test('[I9] nobody waits for more seats than there are, nor twice', () => {
    const { lodge, departure } = aDepartureOf(2, { waitlist: true, overbookingLimit: 1 });
    sell(lodge, departure.id, 2);
    const adults = (count: number) => ({ pax: [{ category: 'adult', count }] });
    expect(join(lodge, departure.id, adults(4))).toMatchObject({ reason: 'sold-out', detail: { free: 3, units: 4 } });
    const guestId = aGuest(lodge, 'Once');
    const first = eventOf(join(lodge, departure.id, { guestId, ...adults(3) }), 'WaitlistJoined').entry.id;
    const twice = join(lodge, departure.id, { guestId, ...adults(1) });
    expect(twice).toMatchObject({ reason: 'already-exists', detail: { entity: 'waitlistEntry', entryId: first } });
    lodge.run('leaveWaitlist', { entryId: first });
    eventOf(join(lodge, departure.id, { guestId, ...adults(1) }), 'WaitlistJoined');
  });

  test('[I9] [I12] by a channel and for an agent: its quota, its collector and what is earned stay theirs when seats come free', () => {
    const quotas = { ota: { units: 0, basisPoints: null, releasedAt: null } };
    const { lodge, departure } = aDepartureOf(1, { waitlist: true, quotas });
    const settings = { code: 'SHOP', name: 'Shop', source: 'ota', channelGroup: 'website', holdMinutes: 0 };
    const terms = { collects: 'channel', commissionBasisPoints: 2_000, mayOverbook: false, cutoffMinutes: 0 };
    const channel = { ...settings, ...terms, position: 0, active: true, expectedVersion: null };
    const { channelId } = eventOf(lodge.run('setChannel', channel, managerOnDuty), 'ChannelSet');
    const rules = [{ productId: null, basisPoints: 1_000 }];
    const agent = { expectedVersion: null, code: 'HT', name: 'Hima', email: '', phone: '', rules, active: true };
    const { agentId } = eventOf(lodge.run('setAgent', agent, managerOnDuty), 'AgentSet');
    const sold = sell(lodge, departure.id);
    const refused = join(lodge, departure.id, { channelId: agentId });
    expect(refused).toMatchObject({ reason: 'not-found', detail: { entity: 'channel' } });
    const by = { source: 'ota', channelId, agentId };
    const entryId = eventOf(join(lodge, departure.id, by), 'WaitlistJoined').entry.id;
    const expectedVersion = lodge.one('booking', sold.id).version;
    lodge.run('cancelBooking', { bookingId: sold.id, expectedVersion, reason: 'wish' });
    // An OTA by name could have none of the seats: it sells the website's.
    expect(lodge.one('waitlistEntry', entryId).status).toBe('offered');
    expect(lodge.one('slot', departure.slotId)).toMatchObject({ website: 1, ota: 0, held: 1 });
    const draft = { entryId, promotionCode: '', travellers: '', requirements: '', note: '' };
    const { booking } = eventOf(lodge.run('takeOffer', draft), 'OfferTaken');
    expect(booking.fields).toMatchObject({ channelId, agentId, source: 'ota', status: 'HELD' });
    const confirm = (reference: string) =>
      lodge.run('confirmBooking', { bookingId: booking.id, by: 'channelCollects', reference });
    expect(confirm('')).toMatchObject({ ok: false, reason: 'needs-reason' });
    eventOf(confirm('S-77'), 'BookingConfirmed');
    expect(lodge.all('commission').map(({ agentId: of, amount }) => [of, amount])).toEqual([[agentId, 320_000]]);
    expect(balances(lodge)).toMatchObject({ '1250': 3_200_000 });
    expect(lodge.one('slot', departure.slotId)).toMatchObject({ website: 1, confirmed: 1 });
  });
});
