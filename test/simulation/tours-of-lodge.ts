import type { EventOf, EventType } from '#shared/commands/events.ts';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { aProduct, asTheProduct } from '#test/support/a-departure.ts';

/** What the lodge of a run sells by the seat, and through whom. */
export interface Tours {
  readonly departures: readonly string[];
  /** A reseller who collects the money, and one who leaves it to the house. */
  readonly channelIds: readonly string[];
}

type Make = <T extends EventType>(name: string, draft: unknown, type: T) => Promise<EventOf<T>>;

/** Seats that everybody wants: of each product how many, on which days of the run, and whether one leaves while the run goes on. */
const offers = [
  { code: 'GPH', seats: 40, inDays: [12] },
  // Its booking ends, and it leaves, while desks are away.
  { code: 'SUN', seats: 7, inDays: [2, 13] },
] as const;

/** A hot departure of 40 seats with quotas and a waitlist, a small one that leaves soon and another that people move to, resellers, and what every desk keeps [S31]. */
export async function openTours(make: Make, firstDay: string): Promise<Tours> {
  // Hours instead of minutes, so that holds are met by lines that are away for hours.
  const times = { cartMinutes: 180, paymentMinutes: 720, approvalMinutes: 1440, waitlistMinutes: 360 };
  // A package of five seats and a room waits for a manager.
  const policy = { ...defaultPolicy, ...times, approvalAbove: 15_000_000, expectedVersion: null };
  await make('setBookingPolicy', policy, 'BookingPolicySet');
  const channelIds: string[] = [];
  for (const [code, collects] of [
    ['VIATOR', 'channel'],
    ['GYG', 'property'],
  ] as const) {
    const terms = { source: 'ota', channelGroup: 'ota', holdMinutes: 240, collects, commissionBasisPoints: 2_000 };
    const draft = { ...terms, code, name: code, mayOverbook: false, cutoffMinutes: 0, position: 0, active: true };
    channelIds.push((await make('setChannel', { ...draft, expectedVersion: null }, 'ChannelSet')).channelId);
  }
  const departures: string[] = [];
  const quota = { basisPoints: null, releasedAt: null };
  for (const { code, seats, inDays } of offers) {
    const quotas = {
      website: { ...quota, units: Math.ceil(seats / 2) },
      ota: { ...quota, units: null, basisPoints: 4_500 },
    };
    const draft = { ...aProduct, code, name: code, capacity: seats, waitlist: true, quotas };
    const { product } = await make('addProduct', draft, 'ProductAdded');
    const series = { every: 'date', on: inDays.map((days) => addDays(firstDay, days)) };
    const added = await make('addDepartures', { ...asTheProduct, productId: product.id, series }, 'DeparturesAdded');
    departures.push(...added.departures.map(({ departure }) => departure.id));
  }
  const kept = { seatUnits: 4, seatDays: 14, roomUnits: 1, roomDays: 2, keepLast: 1, active: true };
  await make('setAllotmentPolicy', { deskCode: null, ...kept, expectedVersion: 0 }, 'AllotmentPolicySet');
  return { departures, channelIds };
}
