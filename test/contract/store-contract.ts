import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowWrite } from '#shared/commands/changes.ts';
import type { Condition, Need } from '#shared/commands/need.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { type EntityName, type Fields, type Row, entityNames } from '#shared/schema/entities.ts';
import { aRowOf, place } from './rows.ts';

/** What the contract asks of a store, desk's or server's; the desk's answers at once and is wrapped. */
export interface StoreUnderTest {
  /** The rows of each need, in id order. */
  answer(needs: readonly Need[]): Promise<readonly (readonly Row<EntityName>[])[]>;
  /** Writes rows in one transaction. `failure` is thrown inside it, behind the writes, and must come out. */
  write(writes: readonly RowWrite[], failure?: Error): Promise<void>;
  close(): Promise<void>;
}

const id = (label: string) => deriveId('01920000-0000-7000-8000-00000000c0de', label);

/** What the command engine relies on in a store: the same cases for both databases, against real ones. */
export function storeContract(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  describe(`store contract: ${name}`, () => {
    let store: StoreUnderTest;
    const all = async <E extends EntityName>(entity: E, where: readonly Condition[], limit?: number) => {
      const [rows] = await store.answer([{ mode: 'peek', entity, where, ...(limit === undefined ? {} : { limit }) }]);
      return (rows ?? []) as unknown as readonly Row<E>[]; // the need names the entity
    };
    const byIds = async (entity: EntityName, ids: readonly string[]) =>
      (await store.answer([{ mode: 'lock', entity, ids }]))[0] ?? [];
    const make = async <E extends EntityName>(entity: E, label: string, fields: Partial<Fields<E>> = {}) => {
      const after = aRowOf(entity, id(label), fields);
      await store.write([{ entity, id: after.id, before: null, after }]);
      return after;
    };

    beforeAll(async () => {
      store = await makeStore();
    });
    afterAll(async () => store.close());

    it.each(entityNames)('gives a row of %s back as it was written', async (entity) => {
      const row = await make(entity, `round-trip/${entity}`);
      expect(await byIds(entity, [row.id])).toEqual([row]);
    });

    it('keeps every text: quotes, backslashes, line ends, other scripts, empty', async () => {
      const name = `O'Neill "the \\ hook"; DROP TABLE guest; -- \n\t धौलागिरी 🏔️`;
      const row = await make('guest', 'texts', { name, note: '' });
      expect(await byIds('guest', [row.id])).toMatchObject([{ name, note: '' }]);
    });

    it('keeps null, and tells it from an empty text', async () => {
      await make('booking', 'null-reference', { source: 'email', externalRef: null });
      await make('booking', 'empty-reference', { source: 'email', externalRef: '' });
      const missing = await all('booking', [is('source', '=', 'email'), is('externalRef', '=', null)]);
      expect(missing.map((row) => row.id)).toEqual([id('null-reference')]);
    });

    it('keeps amounts to the largest whole number that is exact', async () => {
      const row = await make('booking', 'large', { total: Number.MAX_SAFE_INTEGER, paid: -Number.MAX_SAFE_INTEGER });
      expect(await byIds('booking', [row.id])).toMatchObject([
        { total: Number.MAX_SAFE_INTEGER, paid: -Number.MAX_SAFE_INTEGER },
      ]);
    });

    it('answers ids in id order, each once, and leaves out those that are not there or are no ids', async () => {
      const rows = [
        await make('roomType', 'order/1'),
        await make('roomType', 'order/2'),
        await make('roomType', 'order/3'),
      ];
      const ids = rows.map((row) => row.id);
      const asked = [...ids.toReversed(), ids[0] ?? '', id('nobody'), '', "x' OR true", 'not-an-id'];
      expect((await byIds('roomType', asked)).map((row) => row.id)).toEqual(ids.toSorted());
    });

    it('answers no ids with no rows', async () => {
      expect(await byIds('roomType', [])).toEqual([]);
    });

    it('answers the needs of a stage each with its own rows', async () => {
      const guest = await make('guest', 'stage/guest');
      const room = await make('room', 'stage/room');
      const answers = await store.answer([
        { mode: 'peek', entity: 'guest', ids: [guest.id] },
        { mode: 'lock', entity: 'slot', ids: [] },
        { mode: 'edit', entity: 'room', ids: [room.id] },
      ]);
      expect(answers.map((rows) => rows.map((row) => row.id))).toEqual([[guest.id], [], [room.id]]);
    });

    it.each<[Condition['is'], Condition['value'], readonly string[]]>([
      ['=', '2026-12-02', ['2026-12-02']],
      ['<', '2026-12-02', ['2026-12-01']],
      ['<=', '2026-12-02', ['2026-12-01', '2026-12-02']],
      ['>', '2026-12-02', ['2026-12-03']],
      ['>=', '2026-12-02', ['2026-12-02', '2026-12-03']],
      ['in', ['2026-12-01', '2026-12-03'], ['2026-12-01', '2026-12-03']],
      ['not in', ['2026-12-01', '2026-12-03'], ['2026-12-02']],
      ['in', [], []],
      ['not in', [], ['2026-12-01', '2026-12-02', '2026-12-03']],
    ])('compares days: %s %j', async (comparison, value, expected) => {
      const resourceId = id('days');
      if ((await all('slot', [is('resourceId', '=', resourceId)])).length === 0) {
        for (const date of ['2026-12-01', '2026-12-02', '2026-12-03'])
          await make('slot', `days/${date}`, { resourceId, date });
      }
      const found = await all('slot', [is('resourceId', '=', resourceId), is('date', comparison, value)]);
      expect(found.map((row) => row.date).toSorted()).toEqual(expected);
    });

    it('compares numbers as numbers, and booleans', async () => {
      await make('receipt', 'numbers/9', { series: 'N', number: 9 });
      await make('receipt', 'numbers/10', { series: 'N', number: 10 });
      const above = await all('receipt', [is('series', '=', 'N'), is('number', '>', 9)]);
      expect(above.map((row) => row.number)).toEqual([10]);
      await make('guest', 'vip', { vip: true, country: 'XV' });
      await make('guest', 'no-vip', { vip: false, country: 'XV' });
      const vips = await all('guest', [is('country', '=', 'XV'), is('vip', '=', true)]);
      expect(vips.map((row) => row.id)).toEqual([id('vip')]);
    });

    it('matches no row by an id condition that is no id', async () => {
      expect(await all('occupancy', [is('roomId', '=', 'x'), is('status', 'in', ['expected'])])).toEqual([]);
      expect(await all('occupancy', [is('roomId', 'in', ['x', ''])])).toEqual([]);
    });

    it('answers at most as many as the limit, the first in id order', async () => {
      const made = await Promise.all(
        ['a', 'b', 'c'].map((label) => make('folioEntry', `limit/${label}`, { folioId: id('limit') })),
      );
      const ids = made.map((row) => row.id).toSorted();
      expect((await all('folioEntry', [is('folioId', '=', id('limit'))], 2)).map((row) => row.id)).toEqual(
        ids.slice(0, 2),
      );
    });

    it('replaces a row by its next version', async () => {
      const before = await make('room', 'next-version', { status: 'VACANT_CLEAN' });
      const after = { ...before, version: before.version + 1, status: 'OCCUPIED' as const, writer: 'B/1/9' };
      await store.write([{ entity: 'room', id: before.id, before, after }]);
      expect(await byIds('room', [before.id])).toEqual([after]);
    });

    it('writes many rows of many kinds at once', async () => {
      const slots = Array.from({ length: 40 }, (_, n) =>
        aRowOf('slot', id(`many/${n}`), { resourceId: id(`many-of/${n}`) }),
      );
      const guest = aRowOf('guest', id('many/guest'), {});
      await store.write(
        [...slots.map((after) => ['slot', after] as const), ['guest', guest] as const].map(([entity, after]) => ({
          entity,
          id: after.id,
          before: null,
          after,
        })),
      );
      const answers = await store.answer([
        { mode: 'peek', entity: 'slot', ids: slots.map((row) => row.id) },
        { mode: 'peek', entity: 'guest', ids: [guest.id] },
      ]);
      expect(answers.map((rows) => rows.length)).toEqual([40, 1]);
    });

    it('[S1] writes all rows of a transaction or none', async () => {
      const known = await make('room', 'all-or-none/room', { status: 'VACANT_CLEAN' });
      const guest = aRowOf('guest', id('all-or-none/guest'), {});
      const writes = [
        { entity: 'guest' as const, id: guest.id, before: null, after: guest },
        {
          entity: 'room' as const,
          id: known.id,
          before: known,
          after: { ...known, version: 2, status: 'OOO' as const },
        },
      ];
      await expect(store.write(writes, new Error('the power went'))).rejects.toThrow('the power went');
      expect(await byIds('guest', [guest.id])).toEqual([]);
      expect(await byIds('room', [known.id])).toEqual([known]);
    });

    it('keeps the rows of one property', async () => {
      const row = await make('guest', 'property');
      expect(row).toMatchObject(place);
    });
  });
}

function is(field: string, comparison: Condition['is'], value: Condition['value']): Condition {
  return { field, is: comparison, value };
}
