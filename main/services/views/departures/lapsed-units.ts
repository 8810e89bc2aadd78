import type { Database } from 'better-sqlite3';
import type { ChannelGroup } from '#shared/schema/words.ts';

/** Units of a slot whose hold has run out and that nobody has released yet, by channel group. */
export type LapsedUnits = { readonly units: number } & Readonly<Record<ChannelGroup, number>>;

/** By slot: what has run out at `now` among these slots, given as a JSON list of ids. */
export type ReadLapsed = (slotIds: readonly string[], now: string) => ReadonlyMap<string, LapsedUnits>;

/** [I5] An expired hold blocks nothing, also where the line is cut and no job has released it. */
export function prepareLapsed(db: Database): ReadLapsed {
  const lines = db.prepare<[string, string], { slotId: string; group: ChannelGroup; units: number }>(
    `SELECT slot_id AS slotId, channel_group AS "group", sum(units) AS units FROM held_units
      WHERE slot_id IN (SELECT value FROM json_each(?)) AND status = 'active' AND paying = 0 AND expires_at <= ?
      GROUP BY slot_id, channel_group`,
  );
  return (slotIds, now) => {
    const found = new Map<string, LapsedUnits>();
    for (const { slotId, group, units } of lines.all(JSON.stringify(slotIds), now)) {
      const before = found.get(slotId) ?? { units: 0, website: 0, ota: 0, manual: 0 };
      found.set(slotId, { ...before, units: before.units + units, [group]: before[group] + units });
    }
    return found;
  };
}
