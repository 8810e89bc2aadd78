import { holdDraft, seatsItem, stayItem } from '#test/support/a-sale.ts';
import { addDays } from '#shared/kernel/dates.ts';
import type { Web } from './web.ts';
import { businessDateOf, commandOnTheWeb, guestOnTheWeb } from './web.ts';

/** Seats bought on the website, paid by card or left in the cart, or pushed by a reseller, now and then twice [B5]. */
export async function buyTourOnTheWeb(web: Web): Promise<void> {
  const { chance, lodge } = web;
  if (chance.happens(0.2)) await hearLate(web);
  const departureId = chance.pick(lodge.tours?.departures ?? []);
  const guestId = departureId === undefined ? undefined : await guestOnTheWeb(web);
  if (departureId === undefined || guestId === undefined) return;
  const seats = seatsItem(departureId, chance.between(1, 5));
  if (chance.happens(0.5)) return pushAsReseller(web, guestId, seats);
  const from = addDays(await businessDateOf(web), chance.below(2));
  const withRoom = chance.happens(0.2) ? [stayItem(chance.pick(lodge.roomTypeIds) ?? '', from, addDays(from, 1))] : [];
  const held = await commandOnTheWeb(web, 'holdItems', holdDraft(guestId, [seats, ...withRoom], { source: 'website' }));
  const made = held?.ok === true ? held.value.events.find((event) => event.type === 'ItemsHeld') : undefined;
  if (made?.booking.fields.status === 'HELD') await payOnline(web, made.booking.id, made.booking.fields.depositDue);
}

async function pushAsReseller(web: Web, guestId: string, seats: object): Promise<void> {
  const { chance, lodge } = web;
  const channelId = chance.pick(lodge.tours?.channelIds ?? []) ?? null;
  const more = { source: 'ota', channelId, externalRef: `T-${chance.below(16)}` };
  const draft = holdDraft(guestId, [seats], more);
  const pushes = chance.happens(0.3) ? 2 : 1;
  for (let push = 0; push < pushes; push++) {
    const pushed = await commandOnTheWeb(web, 'holdItems', draft);
    if (pushed?.ok === true && pushed.value.events.some(({ type }) => type === 'BookingKnown'))
      web.count('pushes of a booking that was known');
  }
}

/** The cart is left, or a payment is begun, and its gateway says yes, no, or nothing for now [I6]. */
async function payOnline(web: Web, bookingId: string, amount: number): Promise<void> {
  const { chance } = web;
  if (chance.happens(0.25)) return;
  const started = await commandOnTheWeb(web, 'startPayment', { bookingId, amount, method: 'CARD' });
  const payment =
    started?.ok === true ? started.value.events.find((event) => event.type === 'PaymentAsked') : undefined;
  if (payment === undefined) return;
  const outcome = chance.pick(['succeeded', 'succeeded', 'succeeded', 'declined', 'uncertain'] as const);
  const draft = { paymentId: payment.payment.id, outcome, reference: `gw ${chance.below(1e6)}` };
  await commandOnTheWeb(web, 'settlePayment', draft, true);
}

/** A gateway that said nothing for hours answers now, or never will [I6]. */
async function hearLate(web: Web): Promise<void> {
  const { rows } = await web.server.probe.query<{ id: string }>(
    `SELECT id FROM payment WHERE property_id = $1 AND status IN ('UNCERTAIN', 'PROCESSING') ORDER BY id`,
    [web.lodge.place.propertyId],
  );
  const payment = web.chance.pick(rows);
  const outcome = web.chance.pick(['succeeded', 'declined', 'unknown'] as const);
  if (payment === undefined) return;
  const draft = { paymentId: payment.id, outcome, reference: `gw ${web.chance.below(1e6)}` };
  await commandOnTheWeb(web, 'settlePayment', draft, true);
}
