import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeUnits, holdsInvariant, sellable } from '#shared/inventory/slot.ts';
import type { Row } from '#shared/schema/entities.ts';
import { addADeparture } from '#test/support/a-departure.ts';
import { aGuest, aLodge } from '#test/support/a-lodge.ts';
import { holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { type PaperLodge, type Recorded, managerOnDuty, system } from '#test/support/paper-lodge.ts';

const SEATS = 8;
const codes = ['A', 'B', 'C'] as const;
type Code = (typeof codes)[number];

/** Whatever may follow whatever: desks that sell, some without a line; the server's jobs; a manager; buyers online. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('sell' as const),
      at: fc.constantFrom(...codes),
      units: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('sync' as const), at: fc.constantFrom(...codes) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('topUp' as const), at: fc.constantFrom(...codes) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('recall' as const), at: fc.constantFrom(...codes) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('revoke' as const), at: fc.constantFrom(...codes) }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('online' as const), units: fc.integer({ min: 1, max: 3 }) }) },
);

test('[S30] [S32] [S33] [S34] whatever follows whatever: a promise is never refused, no unit is leased twice or lost, and what is forced is told', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const house = openHouse();
      for (const one of steps) {
        if (one.does === 'sell') house.sell(one.at, one.units);
        else if (one.does === 'online') house.buy(one.units);
        else house[one.does](one.at);
        house.check();
      }
      for (const code of codes) house.sync(code);
      house.check();
      expect(house.promisesRefused).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 60_000);

/** A server on paper with three desks, each with rows of its own and a journal. */
function openHouse() {
  const { lodge: server } = aLodge();
  const departure = addADeparture(server, '2026-11-24', { capacity: SEATS });
  const guestId = aGuest(server, 'Lena Fischer');
  for (const code of codes) server.run('enrolDesk', { code, name: code }, system);
  const policy = { seatUnits: 3, seatDays: 7, roomUnits: 0, roomDays: 0, keepLast: 0, active: true };
  server.run('setAllotmentPolicy', { deskCode: null, ...policy, expectedVersion: 0 }, managerOnDuty);
  const desks = new Map(codes.map((code) => [code, { lodge: server.copy(code), pending: [] as Recorded[] }]));
  const promisesRefused: string[] = [];
  const deskOf = (code: Code) => {
    const desk = desks.get(code);
    if (desk === undefined) throw new Error(`no desk ${code}`);
    return desk;
  };
  const draftOf = (units: number) => holdDraft(guestId, [seatsItem(departure.id, units)]);
  const slot = (): Row<'slot'> => server.one('slot', departure.slotId);

  function keep({ lodge, pending }: ReturnType<typeof deskOf>, name: string, draft: unknown): void {
    const answer = lodge.run(name, draft, name === 'returnLeases' ? system : undefined);
    if (answer.ok) pending.push(answer.recorded);
  }

  /** What is pending arrives in order; then the desk sees the server's rows, and gives back what is asked for. */
  function sync(code: Code): void {
    const desk = deskOf(code);
    for (;;) {
      for (const recorded of desk.pending.splice(0)) {
        const judged = server.receive(recorded, code);
        const { promised = [] } = recorded.input as { promised?: { units: number }[] };
        const wanted = recorded.name === 'holdItems' ? unitsIn(recorded) : 0;
        const given = promised.reduce((sum, { units }) => sum + units, 0);
        if (judged.outcome === 'refused' && given === wanted && wanted > 0) promisesRefused.push(recorded.id);
      }
      follow(desk.lodge, server);
      const asked = server
        .all('lease')
        .filter((lease) => lease.deskCode === code && lease.recalled > 0 && lease.units > 0);
      if (asked.length === 0) return;
      const leases = asked.map(({ id, recalled, units }) => ({ leaseId: id, units: Math.min(recalled, units) }));
      keep(desk, 'returnLeases', { leases });
    }
  }

  return {
    promisesRefused,
    sync,
    sell: (code: Code, units: number) => keep(deskOf(code), 'holdItems', draftOf(units)),
    topUp(code: Code) {
      const draft = { deskCode: code, epoch: 1, departureIds: [departure.id], nights: [] };
      expect(server.run('topUpLeases', draft, system)).toMatchObject({ ok: true });
    },
    recall(code: Code) {
      const leases = server
        .all('lease')
        .flatMap(({ id, deskCode }) => (deskCode === code ? [{ leaseId: id, units: 2 }] : []));
      server.run('recallLeases', { leases }, system);
    },
    revoke: (code: Code) => server.run('revokeLeases', { deskCode: code, slotIds: [] }, managerOnDuty),
    buy: (units: number) => server.run('holdItems', draftOf(units), system),
    check() {
      const figures = slot();
      const leased = server.all('lease').reduce((sum, { units }) => sum + units, 0);
      const sold = server.all('heldUnits').reduce((sum, { units }) => sum + units, 0);
      expect(server.all('lease').every(({ units }) => units >= 0)).toBe(true);
      // [S30] [S34] Every unit is in one place: sold, leased to one desk, or free.
      expect(figures.held).toBe(leased + sold);
      expect(figures.held + figures.confirmed + freeUnits(figures)).toBe(sellable(figures));
      expect(holdsInvariant(figures)).toBe(true);
      const told = server.all('exception').reduce((sum, { detail }) => sum + Number(detail['units'] ?? 0), 0);
      // [S33] Nothing is forced that nobody was told of.
      expect(figures.forced).toBeLessThanOrEqual(told);
      expect(Math.max(0, -freeUnits(figures))).toBeLessThanOrEqual(figures.forced);
    },
  };
}

function unitsIn({ input }: Recorded): number {
  const { items } = input as { items: { pax: { count: number }[] }[] };
  return items.flatMap(({ pax }) => pax).reduce((sum, { count }) => sum + count, 0);
}

function follow(desk: PaperLodge, server: PaperLodge): void {
  desk.rows.clear();
  for (const [entity, table] of server.rows) desk.rows.set(entity, new Map(table));
}
