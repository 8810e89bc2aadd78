import { type AllotmentPolicy, noAllotment } from '#shared/inventory/lease.ts';
import { addDays } from '#shared/kernel/dates.ts';
import type { Row } from '#shared/schema/entities.ts';
import { answer } from '#sync-server/store/answer.ts';
import { type ListedDesk, listDesks } from '#sync-server/store/desk-list.ts';
import { type Place, inTransaction } from '#sync-server/store/transaction.ts';
import type { ServerSide } from '#sync-server/engine/execute-as-server.ts';

/** How an allotment is told to be used, and a desk to be there. Milliseconds. */
export interface AllotmentTimes {
  /** A desk counts as online that was heard within. */
  readonly heardMs: number;
  /** A lease that nobody drew on for so long is not used. */
  readonly idleMs: number;
}

export const usualTimes: AllotmentTimes = { heardMs: 120_000, idleMs: 600_000 };

/** What the jobs of allotments look at, of one moment, without locks: what they decide on it is judged again where it is done. */
export interface AllotmentPicture {
  readonly businessDate: string;
  /** Desks that are online now, of one life of data, and without a copy that may sell from the same allotment [S22]. */
  readonly heard: readonly ListedDesk[];
  readonly policyOf: (deskCode: string) => AllotmentPolicy;
  readonly departures: readonly Row<'departure'>[];
  readonly roomTypes: readonly Row<'roomType'>[];
  /** Active ones of days to come, of any desk and epoch. */
  readonly leases: readonly Row<'lease'>[];
  readonly slots: ReadonlyMap<string, Row<'slot'>>;
  /** Units that others ask for, by slot: who waits, and who was refused and has no answer yet. */
  readonly asked: ReadonlyMap<string, number>;
}

/** Undefined where nobody keeps anything, and nothing is leased. */
export async function lookAtAllotments(
  { pool, now }: ServerSide,
  place: Place,
  { heardMs }: AllotmentTimes,
): Promise<AllotmentPicture | undefined> {
  const desks = await listDesks(pool, place);
  const since = new Date(Date.parse(now()) - heardMs).toISOString();
  return inTransaction(pool, place, async (tx) => {
    // Each answer holds rows of the entity that its need names.
    const [properties, policies, roomTypes] = (await answer(tx, [
      { mode: 'peek', entity: 'property', ids: [place.propertyId] },
      { mode: 'peek', entity: 'allotmentPolicy', where: [] },
      { mode: 'peek', entity: 'roomType', where: [] },
    ])) as unknown as [Row<'property'>[], Row<'allotmentPolicy'>[], Row<'roomType'>[]];
    const businessDate = properties[0]?.businessDate;
    if (businessDate === undefined || policies.length === 0) return undefined;
    const toCome = { field: 'date', is: '>=', value: businessDate } as const;
    const days = Math.max(0, ...policies.map(({ seatDays }) => seatDays));
    const [departures, leases, waiting, refusals] = (await answer(tx, [
      {
        mode: 'peek',
        entity: 'departure',
        where: [
          toCome,
          { field: 'date', is: '<', value: addDays(businessDate, days) },
          { field: 'state', is: '=', value: 'scheduled' },
        ],
      },
      { mode: 'peek', entity: 'lease', where: [toCome, { field: 'status', is: '=', value: 'active' }] },
      { mode: 'peek', entity: 'waitlistEntry', where: [{ field: 'status', is: '=', value: 'waiting' }] },
      {
        mode: 'peek',
        entity: 'refusal',
        where: [
          { field: 'status', is: '=', value: 'open' },
          { field: 'reason', is: '=', value: 'sold-out' },
        ],
      },
    ])) as unknown as [Row<'departure'>[], Row<'lease'>[], Row<'waitlistEntry'>[], Row<'refusal'>[]]; // as above
    const slotIds = new Set([...departures, ...leases].map(({ slotId }) => slotId));
    const [byId, nights] = (await answer(tx, [
      { mode: 'peek', entity: 'slot', ids: [...slotIds] },
      {
        mode: 'peek',
        entity: 'slot',
        where: [
          { field: 'kind', is: '=', value: 'roomNight' },
          toCome,
          { field: 'date', is: '<', value: addDays(businessDate, Math.max(0, ...policies.map((p) => p.roomDays))) },
        ],
      },
    ])) as unknown as [Row<'slot'>[], Row<'slot'>[]]; // as above
    const slots = new Map([...byId, ...nights].map((slot) => [slot.id, slot]));
    return {
      businessDate,
      heard: desks.filter(
        ({ status, lastContact, branches }) => status === 'active' && branches === 0 && (lastContact ?? '') >= since,
      ),
      policyOf: (code) =>
        policies.find(({ deskCode }) => deskCode === code) ??
        policies.find(({ deskCode }) => deskCode === null) ??
        noAllotment,
      departures,
      roomTypes,
      leases,
      slots,
      asked: unitsAsked(waiting, refusals, slots),
    };
  });
}

function unitsAsked(
  waiting: readonly Row<'waitlistEntry'>[],
  refusals: readonly Row<'refusal'>[],
  slots: ReadonlyMap<string, Row<'slot'>>,
): ReadonlyMap<string, number> {
  const asked = new Map<string, number>();
  const ask = (slotId: string, units: number) => asked.set(slotId, (asked.get(slotId) ?? 0) + units);
  for (const entry of waiting) ask(entry.slotId, entry.units);
  for (const { detail } of refusals) {
    for (const slot of slots.values())
      if (slot.resourceId === detail['resourceId'] && slot.date === detail['date']) ask(slot.id, 1);
  }
  return asked;
}
