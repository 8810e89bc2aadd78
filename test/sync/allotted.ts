import { addDays } from '#shared/kernel/dates.ts';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { BookingSource } from '#shared/schema/words.ts';
import { executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import type { ServerOutcome } from '#sync-server/engine/server-turns.ts';
import { aProduct, asTheProduct } from '#test/support/a-departure.ts';
import { holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { type AProperty, type LiveDesk, done, made } from './a-property.ts';

/** A departure some days from today on a real server; the business date is today's. */
export async function aDeparture(
  property: AProperty,
  seats: number,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Row<'departure'>> {
  const date = addDays(property.server.now().slice(0, 10), 3);
  const { product } = made(await property.act('addProduct', { ...aProduct, waitlist: true }), 'ProductAdded');
  const series = { every: 'date', on: [date] };
  const draft = { ...asTheProduct, productId: product.id, series, capacity: seats, ...more };
  const { departures } = made(await property.act('addDepartures', draft), 'DeparturesAdded');
  const [departure] = departures;
  if (departure === undefined) throw new Error('no departure');
  // The row's own base columns are not looked at.
  return { ...departure.departure.fields, id: departure.departure.id } as Row<'departure'>;
}

/** The business date is the day that the server's clock shows. */
export async function atToday(property: AProperty): Promise<string> {
  const today = property.server.now().slice(0, 10);
  if (today > '2026-11-20') await property.act('rollDay', { businessDate: today });
  return today > '2026-11-20' ? today : '2026-11-20';
}

/** What every desk keeps. */
export async function setPolicy(property: AProperty, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await property.act('setAllotmentPolicy', {
    deskCode: null,
    seatUnits: 2,
    seatDays: 7,
    roomUnits: 1,
    roomDays: 2,
    keepLast: 0,
    active: true,
    expectedVersion: 0,
    ...more,
  });
}

/** Seats held at a desk for a new guest. */
export function holdAt(desk: LiveDesk, departureId: string, seats: number, name = 'Lena Fischer'): CommandAnswer {
  return desk.run('holdItems', holdDraft(guestAt(desk, name), [seatsItem(departureId, seats)]));
}

export function guestAt(desk: LiveDesk, name: string): string {
  const profile = { name, country: 'DE', phone: '', email: '', vip: false, note: '' };
  return made(done(desk.run('addGuest', profile)), 'GuestAdded').guest.id;
}

/** Seats held at the server itself, as a website or a reseller does. */
export async function buyOnline(
  property: AProperty,
  departureId: string,
  seats: number,
  source: BookingSource = 'website',
): Promise<ServerOutcome> {
  const profile = { name: 'Somebody Online', country: 'FR', phone: '', email: '', vip: false, note: '' };
  const { guest } = made(await property.act('addGuest', profile), 'GuestAdded');
  const draft = { ...holdDraft(guest.id, [seatsItem(departureId, seats)]), source };
  return executeAsServer(property.server, property.place, { name: 'holdItems', draft, actor: systemActor });
}

/** The desk's lease of a slot as its replica has it. */
export function leaseAt(desk: LiveDesk, slotId: string): Row<'lease'> | undefined {
  const self = desk.store.identity();
  return desk
    .all('lease')
    .find((row) => row.slotId === slotId && row.deskCode === self?.desk && row.epoch === self.epoch);
}

/** Where a slot's units are, on a desk's replica. */
export function figuresAt(desk: LiveDesk, slotId: string): string {
  const slot = desk.all('slot').find(({ id }) => id === slotId);
  if (slot === undefined) return 'no slot';
  const { held, confirmed, forced, total, blocked } = slot;
  return `${held} held, ${confirmed} confirmed, ${forced} forced of ${total - blocked}`;
}

/** The booking that a desk's command made, as the desk has it now. */
export function bookingOf(desk: LiveDesk, answer: CommandAnswer): Row<'booking'> | undefined {
  const events = done(answer);
  const type = events.some((event) => event.type === 'ItemsHeld') ? 'ItemsHeld' : 'StayBooked';
  const { booking } = made(events, type);
  return desk.all('booking').find(({ id }) => id === booking.id);
}
