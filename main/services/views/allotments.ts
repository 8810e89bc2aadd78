import type { Database } from 'better-sqlite3';
import type { AllotmentPolicyView, AllotmentsView } from '#shared/rpc/allotment-views.ts';

interface LeaseRow extends Omit<AllotmentsView['desks'][number]['leases'][number], 'earlier'> {
  readonly deskCode: string;
  readonly earlier: number;
}

/** What desks keep and hold, as this replica knows it [S30, S31]. */
export function prepareAllotments(db: Database): () => AllotmentsView {
  const policies = db.prepare<
    [],
    Omit<AllotmentPolicyView, 'active'> & { readonly deskCode: string | null; readonly active: number }
  >(
    `SELECT desk_code AS deskCode, version, seat_units AS seatUnits, seat_days AS seatDays, room_units AS roomUnits,
            room_days AS roomDays, keep_last AS keepLast, active FROM allotment_policy`,
  );
  const desks = db.prepare<[], { code: string; name: string; status: 'active' | 'revoked' }>(
    `SELECT code, name, status FROM desk ORDER BY code`,
  );
  const leases = db.prepare<[], LeaseRow>(
    `SELECT l.desk_code AS deskCode, l.slot_id AS slotId, l.kind, coalesce(p.name, t.name, '') AS name, l.date, l.units,
            l.recalled, l.epoch <> coalesce(k.epoch, l.epoch) AS earlier
       FROM lease AS l LEFT JOIN desk AS k ON k.code = l.desk_code
       LEFT JOIN departure AS d ON d.id = l.resource_id LEFT JOIN product AS p ON p.id = d.product_id
       LEFT JOIN room_type AS t ON t.id = l.resource_id
      WHERE l.status = 'active' AND l.units > 0 ORDER BY l.date, l.kind, name, l.id`,
  );
  return () => {
    const known = policies
      .all()
      .map(({ deskCode, active, ...policy }) => ({ deskCode, policy: { ...policy, active: active === 1 } }));
    const policyOf = (code: string | null) => known.find(({ deskCode }) => deskCode === code)?.policy ?? null;
    const held = Map.groupBy(leases.all(), ({ deskCode }) => deskCode);
    return {
      all: policyOf(null),
      desks: desks.all().map((desk) => ({
        ...desk,
        policy: policyOf(desk.code),
        leases: (held.get(desk.code) ?? []).map(({ deskCode: _desk, earlier, ...lease }) => ({
          ...lease,
          earlier: earlier === 1,
        })),
      })),
    };
  };
}
