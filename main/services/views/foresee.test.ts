import { afterEach, beforeEach, expect, test } from 'vitest';
import { aDeparture, aProduct, aSeatBooking } from '#test/integration/host-departures.ts';
import { type Replica, aReplica } from '#test/integration/host-replica.ts';
import { BUSINESS_DATE, aRow, idFor } from '#test/integration/host-rows.ts';
import { prepareApprovals } from './approvals.ts';
import { prepareForesee } from './foresee.ts';

const NOW = '2026-11-20T05:21:00.000Z';
const hill = { product: 'PH', date: '2026-12-04' };
const manager = { userId: idFor('user Prakash'), name: 'Prakash', role: 'manager' } as const;

let replica: Replica;
beforeEach(() => (replica = aReplica()));
afterEach(() => replica.remove());

const db = () => replica.store().db;
const foresee = (
  name: string,
  draft: unknown,
  actor: Parameters<ReturnType<typeof prepareForesee>>[2]['actor'] = manager,
) => prepareForesee(replica.store())(name, draft, { actor, businessDate: BUSINESS_DATE, now: NOW });
const rows = () =>
  JSON.stringify(['booking', 'seats', 'slot', 'counter'].map((table) => db().prepare(`SELECT * FROM ${table}`).all()));

test('[B6] what more travellers would cost is what the command would freeze, and asking changes nothing', () => {
  replica.given(
    aProduct('PH'),
    aDeparture({ ...hill, slot: { total: 16, confirmed: 2, manual: 2 } }),
    aSeatBooking('DRL-2026-A0001', { of: hill, guest: 'Yuki Sato', units: 2 }),
  );
  const before = rows();
  const draft = { seatsId: idFor('seats DRL-2026-A0001'), expectedVersion: 1, pax: [{ category: 'adult', count: 3 }] };
  const came = foresee('changePax', draft);
  expect(came).toMatchObject({ ok: true, events: [{ type: 'PaxChanged', booking: { fields: { total: 9_600_000 } } }] });
  expect(foresee('changePax', { ...draft, pax: [{ category: 'adult', count: 20 }] })).toMatchObject({
    ok: false,
    reason: 'sold-out',
  });
  expect(rows()).toBe(before);
});

test('[U1] nobody foresees what they may not do, nor a fact, nor what is no command', () => {
  replica.given();
  const desk = { ...manager, role: 'frontDesk' } as const;
  expect(foresee('cancelDeparture', {}, desk)).toMatchObject({ ok: false, reason: 'no-right' });
  expect(foresee('takeCash', {})).toMatchObject({ ok: false, reason: 'wrong-input' });
  expect(foresee('nothing', {})).toMatchObject({ ok: false, reason: 'wrong-input' });
  expect(foresee('changePax', { seatsId: 7 })).toMatchObject({ ok: false, reason: 'wrong-input' });
});

test('[B3, U3] what waits for approval is told to a manager who did not ask for it, with days and who asked', () => {
  const asker = idFor('user Sabina');
  replica.given(
    aProduct('PH'),
    aDeparture(hill),
    aRow('user', asker, { name: 'Sabina', initials: 'S', role: 'manager', pinHash: '', active: true }),
    aSeatBooking('DRL-2026-A0002', { of: hill, guest: 'Yuki Sato', units: 2, status: 'HELD' }),
  );
  db().prepare(`UPDATE booking SET status = 'PENDING_APPROVAL', created_by = ?`).run(asker);
  const read = prepareApprovals(db(), replica.names());
  expect(read({ id: manager.userId, role: 'manager' })).toMatchObject([
    {
      type: 'approval',
      detail: { askedBy: 'Sabina' },
      concerns: { bookingNumber: 'DRL-2026-A0002', guest: 'Yuki Sato', from: hill.date, amount: 6_400_000 },
    },
  ]);
  expect(read({ id: asker, role: 'manager' })).toEqual([]);
  expect(read({ id: manager.userId, role: 'frontDesk' })).toEqual([]);
  db().prepare('UPDATE seats SET updated_by = ?').run(manager.userId);
  expect(read({ id: manager.userId, role: 'manager' })).toEqual([]);
});
