import type { Actor } from '#shared/commands/context.ts';
import type { EventOf, EventType } from '#shared/commands/events.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { uuidv7 } from 'uuidv7';
import { type ServerSide, executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import type { ServerOutcome } from '#sync-server/engine/server-turns.ts';
import { openTenant } from '#sync-server/store/tenants.ts';
import type { Place } from '#sync-server/store/transaction.ts';
import { aProduct, asTheProduct } from '#test/support/a-departure.ts';

/** A departure whose seats are bought. */
export interface OnSale {
  readonly id: string;
  readonly slotId: string;
}

/** A house that sells seats of one product, two months ahead. */
export interface ToursLodge {
  readonly place: Place;
  /** Who stands at its desks. */
  readonly actor: Actor;
  /** For whom everything is bought. */
  readonly guestId: string;
  readonly product: { readonly id: string; readonly name: string; readonly price: number };
  readonly departures: readonly OnSale[];
  readonly businessDate: string;
}

/** How many departures, how many seats each has, and how long carts and those who are to pay keep theirs. */
export interface ToursSize {
  readonly departures: number;
  readonly seats: number;
  readonly holdMinutes: number;
}

const price = 3_200_000;
const daysAhead = 60;

export async function openToursLodge(side: ServerSide, size: ToursSize): Promise<ToursLodge> {
  const place = { tenantId: uuidv7(), propertyId: uuidv7() };
  const businessDate = side.now().slice(0, 10);
  await openTenant(side.pool, place, 'Bench tours', side.now());
  const run = async <T extends EventType>(name: string, draft: unknown, type: T) =>
    eventOf(await executeAsServer(side, place, { name, draft, actor: systemActor }), type);
  const hours = { zone: 'Asia/Kathmandu', checkInTime: '14:00', checkOutTime: '12:00', businessDate };
  await run('openProperty', { name: 'Bench', prefix: 'BEN', currency: 'NPR', ...hours }, 'PropertyOpened');
  const terms = { approvalMinutes: 1_440, draftMinutes: 30, waitlistMinutes: 240, depositBasisPoints: 3_000 };
  const plain = { balanceDays: 14, demandBelow: 0, demandRaise: 0, rateThreshold: 0, approvalAbove: null };
  const lives = { cartMinutes: size.holdMinutes, paymentMinutes: size.holdMinutes };
  await run('setBookingPolicy', { expectedVersion: null, ...lives, ...terms, ...plain }, 'BookingPolicySet');
  const person = { name: 'Sabina Gurung', initials: 'SG', role: 'frontDesk', pinHash: '$argon2id$bench' } as const;
  const { user } = await run('addUser', person, 'UserAdded');
  const profile = { name: 'Hannah Brandt', country: 'DE', phone: '', email: '', vip: false, note: '' };
  const { guest } = await run('addGuest', profile, 'GuestAdded');
  const prices = [{ category: 'adult', amount: price, fromAge: null, toAge: null }];
  const trek = { ...aProduct, capacity: size.seats, minParticipants: 0, prices };
  const { product } = await run('addProduct', trek, 'ProductAdded');
  const on = Array.from({ length: size.departures }, (_, day) => addDays(businessDate, daysAhead + day));
  const series = { ...asTheProduct, productId: product.id, series: { every: 'date', on } };
  const { departures } = await run('addDepartures', series, 'DeparturesAdded');
  return {
    place,
    businessDate,
    actor: { userId: user.id, name: person.name, role: person.role },
    guestId: guest.id,
    product: { id: product.id, name: trek.name, price },
    departures: departures.map(({ departure }) => ({ id: departure.id, slotId: departure.fields.slotId })),
  };
}

/** The event of a type that a command made; throws where it was refused. */
export function eventOf<T extends EventType>(outcome: ServerOutcome, type: T): EventOf<T> {
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason} ${JSON.stringify(outcome.detail)}`);
  const found = outcome.value.events.find((event): event is EventOf<T> => event.type === type);
  if (found === undefined) throw new Error(`it made no ${type}`);
  return found;
}
