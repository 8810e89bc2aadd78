import { afterEach, expect, test } from 'vitest';
import { runCommand } from '#main/store/run-command.ts';
import { type ADesk, aDesk, eventIn } from '#test/support/a-desk.ts';
import { addADeparture } from '#test/support/a-departure.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { managerOnDuty, receptionist } from '#test/support/paper-lodge.ts';
import { prepareBookingItems } from './booking-items.ts';
import { prepareBooking } from './booking.ts';
import { guestNamesOf } from './guest-names.ts';

const words = {
  waitsFor: 'the passport of her uncle',
  lateReason: 'her sister is aboard already',
  longer: 'the letter of the embassy',
  confirmed: 'voucher of Frau Fischer',
  reference: 'Fischer IBAN DE89',
  reason: 'her husband died on this trek',
};

let desk: ADesk;
afterEach(() => desk.close());

test('[S29] what a hold waits for, why it was sold late or at another price, and what a payment is called elsewhere are sealed, and read by who may', () => {
  const { lodge } = aLodge();
  // The desk goes by the clock of the machine.
  const departure = addADeparture(lodge, '2099-11-24', { capacity: 4 });
  desk = aDesk(lodge, 'A');
  const run = (name: string, draft: unknown, actor = managerOnDuty) => runCommand(desk.store, name, draft, actor);
  const guest = { name: 'Lena Fischer', country: 'DE', phone: '', email: '', vip: false, note: '' };
  const guestId = eventIn(run('addGuest', guest), 'GuestAdded').guest.id;
  const { waitsFor, lateReason, reference } = words;
  const sale = (more: object) =>
    eventIn(run('holdItems', holdDraft(guestId, [seatsItem(departure.id)], { ...more })), 'ItemsHeld').booking;
  const booking = sale({ waitsFor, lateReason });
  const names = guestNamesOf(desk.store.seals);
  const holdOf = () => prepareBookingItems(desk.store.db)(booking.id, names)?.hold;
  const seen = () =>
    prepareBooking(desk.store.db)(booking.id, { businessDate: '2026-11-20', names, tentative: () => false });
  expect(holdOf()?.waitsFor).toBe(waitsFor);
  expect(seen()?.statusReason).toBe(lateReason);
  const holdId = booking.fields.holdId;
  eventIn(run('extendHold', { holdId, minutes: 60, waitsFor: words.longer }, receptionist), 'HoldChanged');
  expect(holdOf()?.waitsFor).toBe(words.longer);
  const paid = { bookingId: booking.id, amount: booking.fields.total, method: 'BANK_TRANSFER', reference };
  const { content } = eventIn(run('takePayment', paid, receptionist), 'PaymentTaken').receipt;
  expect(seen()?.folio.map(({ description }) => description)).toEqual([`${content.number} · ${reference}`]);

  const other = sale({});
  const by = { bookingId: other.id, by: 'otherMeans', reference: words.confirmed };
  eventIn(run('confirmBooking', by), 'BookingConfirmed');
  const cheap = sale({ override: { amount: 1_000_000, reason: `  ${words.reason}` } });
  const lines = prepareBookingItems(desk.store.db)(cheap.id, names)?.quote?.lines ?? [];
  expect(lines.find(({ kind }) => kind === 'override')?.label['reason']).toBe(words.reason);
  // [P1] Blanks are no reason, sealed or not.
  const blank = holdDraft(guestId, [seatsItem(departure.id)], { override: { amount: 1, reason: ' ' } });
  expect(run('holdItems', blank)).toMatchObject({ ok: false, reason: 'needs-reason' });

  const card = sale({});
  const asked = run('startPayment', { bookingId: card.id, amount: 1, method: 'CARD' }, receptionist);
  const { id: paymentId } = eventIn(asked, 'PaymentAsked').payment;
  const silent = { paymentId, outcome: 'unknown', reference };
  eventIn(run('settlePayment', silent, receptionist), 'ExceptionOpened');

  const recorded = JSON.stringify([
    desk.store.journal.pending(),
    [...desk.rows().values()],
    desk.store.db.prepare('SELECT body FROM event').all(),
  ]);
  expect(recorded).toContain('~1.');
  for (const text of Object.values(words)) expect(recorded).not.toContain(text);
});
