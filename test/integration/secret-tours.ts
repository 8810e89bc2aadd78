import { defaultPolicy } from '#shared/bookings/policy.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { aProduct, asTheProduct } from '#test/support/a-departure.ts';
import { holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { type ALodgeOnServer, madeBy } from './server-harness.ts';

const channel = {
  expectedVersion: null,
  code: 'SECRETCH',
  name: 'SECRET channel',
  source: 'ota',
  channelGroup: 'ota',
  holdMinutes: 60,
  collects: 'property',
  commissionBasisPoints: 0,
  mayOverbook: false,
  cutoffMinutes: 0,
  position: 0,
  active: true,
};
const promotion = {
  expectedVersion: null,
  code: 'SECRETCODE',
  name: 'SECRET code',
  basisPoints: 1_000,
  amount: 0,
  fromDate: '2026-01-01',
  toDate: '2126-12-31',
  productIds: [],
  mostUses: null,
  active: true,
};
const tax = {
  expectedVersion: null,
  code: 'SECRETTAX',
  name: 'SECRET tax',
  appliesTo: 'seats',
  basisPoints: 1_300,
  amount: 0,
  per: 'booking',
  base: 'afterDiscount',
  inclusive: false,
  position: 0,
  fromDate: '2026-01-01',
  toDate: null,
  active: true,
};
const agentDraft = {
  expectedVersion: null,
  code: 'SECRETAGENT',
  name: 'SECRET agent',
  email: '',
  phone: '',
  rules: [{ productId: null, basisPoints: 1_000 }],
  active: true,
};
const kept = { seatUnits: 1, seatDays: 14, roomUnits: 0, roomDays: 0, keepLast: 0, active: true };

/** A row of everything that is sold by the seat, and of the terms on which it is, each text a secret. */
export async function sellSecretTours(lodge: ALodgeOnServer, deskCode: string): Promise<void> {
  const { run } = lodge;
  await run('setBookingPolicy', { expectedVersion: null, ...defaultPolicy });
  await run('setAllotmentPolicy', { deskCode: null, ...kept, expectedVersion: 0 });
  await run('setChannel', channel);
  await run('setPromotion', promotion);
  await run('setTaxRule', tax);
  const { agentId } = madeBy(await run('setAgent', agentDraft), 'AgentSet');
  const offered = { ...aProduct, code: 'SECRET', name: 'SECRET trek', waitlist: true, capacity: 2, minParticipants: 0 };
  const { product } = madeBy(await run('addProduct', offered), 'ProductAdded');
  const date = addDays(lodge.server.now().slice(0, 10), 5);
  const planned = { ...asTheProduct, productId: product.id, series: { every: 'date', on: [date] }, note: 'SECRET' };
  const departureId = madeBy(await run('addDepartures', planned), 'DeparturesAdded').departures[0]?.departure.id ?? '';
  await run('addVariant', { departureId, name: 'SECRET city', time: '05:00', priceDifference: 0, position: 0 });
  await run('topUpLeases', { deskCode, epoch: 1, departureIds: [departureId], nights: [] });
  const named = { name: 'SECRET Trekker', country: 'DE', phone: '', email: '', vip: false, note: '' };
  const guestId = madeBy(await run('addGuest', named), 'GuestAdded').guest.id;
  const draft = holdDraft(guestId, [seatsItem(departureId)], { agentId, note: 'SECRET' });
  const { booking } = madeBy(await run('holdItems', draft), 'ItemsHeld');
  await run('confirmBooking', { bookingId: booking.id, by: 'approved', reference: '' });
  const pax = seatsItem(departureId).pax;
  await run('joinWaitlist', { departureId, guestId, variantId: null, pax, source: 'phone', note: 'SECRET' });
  await run('writeToAll', { departureId, kind: 'toAll', text: 'SECRET' });
}
