import { type AllotmentPolicy, noAllotment } from '#shared/inventory/lease.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { TURNED_AWAY_MS } from '#shared/commands/outside/note-turned-away.ts';
import type { Row } from '#shared/schema/entities.ts';
import { answer } from '#sync-server/store/answer.ts';
import { SERVER_CODE } from '#sync-server/store/series.ts';
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
  /** Units that others ask for, by slot: who waits, and who was refused: at a desk and has no answer yet, or outside a while ago. */
  readonly asked: ReadonlyMap<string, number>;
  /** Units that were refused since the quota of desks was used up, in which what they keep is counted [S30], by slot. */
  readonly askedOfQuota: ReadonlyMap<string, number>;
}

/** Undefined where nobody keeps anything, and nothing is leased. */
export async function lookAtAllotments(
  { pool, now }: ServerSide,
  place: Place,
  { heardMs }: AllotmentTimes,
): Promise<AllotmentPicture | undefined> {
  const desks = await listDesks(pool, place);
  const since = new Date(Date.parse(now()) - heardMs).toISOString();
  const lately = new Date(Date.parse(now()) - TURNED_AWAY_MS).toISOString();
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
    const inVain = { field: 'reason', is: 'in', value: ['sold-out', 'quota-reached'] } as const;
    const [departures, leases, waiting, refusals, outside] = (await answer(tx, [
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
      { mode: 'peek', entity: 'refusal', where: [{ field: 'status', is: '=', value: 'open' }, inVain] },
      {
        mode: 'peek',
        entity: 'refusal',
        where: [
          { field: 'deskCode', is: '=', value: SERVER_CODE },
          { field: 'updatedAt', is: '>=', value: lately },
          inVain,
        ],
      },
    ])) as unknown as [Row<'departure'>[], Row<'lease'>[], Row<'waitlistEntry'>[], Row<'refusal'>[], Row<'refusal'>[]]; // as above
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
      ...unitsAsked(waiting, refusals, outside, slots),
    };
  });
}

function unitsAsked(
  waiting: readonly Row<'waitlistEntry'>[],
  refusals: readonly Row<'refusal'>[],
  outside: readonly Row<'refusal'>[],
  slots: ReadonlyMap<string, Row<'slot'>>,
): Pick<AllotmentPicture, 'asked' | 'askedOfQuota'> {
  const asked = new Map<string, number>();
  const askedOfQuota = new Map<string, number>();
  const slotOf = new Map([...slots.values()].map((slot) => [`${slot.resourceId}/${slot.date}`, slot.id]));
  const ask = ({ reason, detail }: Row<'refusal'>, join: (before: number, units: number) => number) => {
    const slotId = slotOf.get(`${String(detail['resourceId'])}/${String(detail['date'])}`);
    // Another group's quota is not helped by what desks give back.
    if (slotId === undefined || (reason === 'quota-reached' && detail['group'] !== 'manual')) return;
    const where = reason === 'quota-reached' ? askedOfQuota : asked;
    where.set(slotId, join(where.get(slotId) ?? 0, Number(detail['units'] ?? 1)));
  };
  const more = (before: number, units: number) => before + units;
  for (const refusal of refusals) ask(refusal, more);
  for (const entry of waiting) asked.set(entry.slotId, more(asked.get(entry.slotId) ?? 0, entry.units));
  // The largest party stands for all that were turned away, for sold out and for a quota alike.
  for (const refusal of outside) ask(refusal, Math.max);
  return { asked, askedOfQuota };
}
