import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandNamed, commandNames } from '#shared/commands/registry.ts';
import { entityNames } from '#shared/schema/entities.ts';
import type { Sight } from '#shared/sync/envelope.ts';
import { sellSecretTours } from './secret-tours.ts';
import { type ALodgeOnServer, type ARemoteDesk, type ServerGround, bookHere, serverGround } from './server-harness.ts';

let ground: ServerGround;
let own: ALodgeOnServer;
let theirs: ALodgeOnServer;
let desk: ARemoteDesk;
let foreign: readonly (readonly [string, string, string])[];
let mine: readonly string[];
beforeAll(async () => {
  ground = await serverGround();
  own = await ground.lodge({ rooms: 3 });
  theirs = await ground.lodge({ beside: own, rooms: 3, prefix: 'SECRET' });
  desk = await ground.desk(own);
  const work = bookHere(desk, own, { roomId: own.roomIds[0] ?? null });
  await desk.push(desk.envelopes());
  mine = [own.roomTypeId, ...own.roomIds, work.guestId, work.bookingId, work.stayId, work.occupancyId];
  await somethingOfEverything(theirs);
  foreign = (await feedOf(theirs)).map(({ entity, id, row }) => [entity, id, String(row['writer'])]);
});
afterAll(async () => ground.end());

/** A lodge at work, whose every text says that it is a secret. */
async function somethingOfEverything(lodge: ALodgeOnServer): Promise<void> {
  const there = await ground.desk(lodge, 'SECRET desk');
  const { bookingId, stayId } = bookHere(there, lodge, { name: 'SECRET Guest', roomId: lodge.roomIds[0] ?? null });
  there.run('takeCash', { bookingId, amount: 77_000, tendered: 77_000 });
  there.run('checkIn', { stayId });
  const blocked = { roomId: lodge.roomIds[1], kind: 'OOO', from: '2026-12-01', to: '2026-12-03', reason: 'SECRET' };
  there.run('putOutOfOrder', blocked, lodge.actors.manager);
  const known = there.envelopes();
  const refused = there.forge(known[0] as (typeof known)[number], {
    id: uuidv7(),
    name: 'cancelBooking',
    input: { bookingId: uuidv7(), reason: 'SECRET', expectedVersion: 1 },
    seq: known.length + 1,
    prevHash: known.at(-1)?.hash ?? '',
  });
  const odd = there.forge(refused, {
    id: uuidv7(),
    name: 'secretCommand',
    seq: refused.seq + 1,
    prevHash: refused.hash,
  });
  await there.push([...known, refused, odd]);
  await sellSecretTours(lodge, there.self.desk);
}

interface FeedRow {
  readonly entity: string;
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>>;
}

async function feedOf({ server, place }: ALodgeOnServer): Promise<readonly FeedRow[]> {
  const { rows } = await server.pool.query<FeedRow>(
    'SELECT entity, id, row FROM feed WHERE tenant_id = $1 ORDER BY entity, id',
    [place.tenantId],
  );
  return rows;
}

async function everythingOf({ server, place }: ALodgeOnServer): Promise<unknown> {
  const tables = ['event', 'envelope', 'desk_epoch', 'series', 'enrolment_code'];
  const rest = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await server.pool.query(
        `SELECT count(*) AS n, md5(string_agg(t::text, ',' ORDER BY t::text)) AS h FROM ${table} t WHERE tenant_id = $1`,
        [place.tenantId],
      );
      return [table, rows];
    }),
  );
  return [await feedOf({ server, place } as ALodgeOnServer), rest];
}

/** JSON Schema as far as the commands' inputs come to. */
interface Shape {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
}

/** Values of a shape, with strangers' ids wherever a text may stand. */
function valueOf(shape: Shape): fc.Arbitrary<unknown> {
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  if (shape.anyOf !== undefined) return fc.oneof(...shape.anyOf.map(valueOf));
  switch (shape.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(shape.properties ?? {}).map(([name, each]) => [name, valueOf(each)])),
      );
    case 'array':
      return fc.array(valueOf(shape.items ?? {}), { maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(0, shape.minimum ?? 0), max: 5 });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return textOf(shape);
  }
}

function textOf({ format }: Shape): fc.Arbitrary<unknown> {
  if (format === 'date-time') return fc.constant('2026-11-20T08:00:00.000Z');
  const ids = foreign.map(([, id]) => id);
  const days = ['2026-11-20', '2026-11-21', '2026-11-22'];
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...ids) },
    { weight: 2, arbitrary: fc.constantFrom(...mine) },
    { weight: 3, arbitrary: fc.constantFrom(...days) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('A', 'NPR', 'GT', '101', 'x', theirs.place.tenantId, theirs.place.propertyId),
    },
  );
}

describe('another tenant’s ids', () => {
  it('[S27] in every field of every command’s input, in what it saw and in who did it, read, write and reveal nothing of theirs', async () => {
    expect(new Set(foreign.map(([entity]) => entity)).size).toBeGreaterThan(entityNames.length - 5);
    const before = await everythingOf(theirs);
    let last = desk.envelopes().at(-1) ?? { seq: 0, hash: '' };
    const [model] = desk.envelopes();
    if (model === undefined) throw new Error('no envelope');
    const outcomes = new Map<string, number>();
    for (const name of commandNames) {
      const command = commandNamed(name);
      if (command === undefined) throw new Error(`no ${name}`);
      const shape = z.toJSONSchema(command.input, { unrepresentable: 'any', io: 'input' }) as Shape; // of an object each
      const sees = fc.array(fc.constantFrom(...foreign), { maxLength: 4 }) as fc.Arbitrary<Sight[]>;
      const actor = fc.constantFrom(own.actors.manager, own.actors.manager, theirs.actors.manager);
      await fc.assert(
        fc.asyncProperty(valueOf(shape), sees, actor, async (input, saw, who) => {
          const place = { id: uuidv7(), seq: last.seq + 1, prevHash: last.hash };
          const envelope = desk.forge(model, {
            ...place,
            name,
            version: command.version,
            input,
            sees: saw,
            actor: who,
          });
          const answer = await desk.push([envelope]);
          last = envelope;
          const [verdict] = answer.verdicts;
          outcomes.set(`${verdict?.outcome}`, (outcomes.get(`${verdict?.outcome}`) ?? 0) + 1);
          expect(secretsIn(answer)).toEqual([]);
        }),
        { numRuns: 8, seed: 27 },
      );
    }
    // It came to all kinds of answers, and what was written of it is all on this side.
    expect([...outcomes.keys()].toSorted()).toEqual(['applied', 'exception', 'refused']);
    expect(await everythingOf(theirs)).toEqual(before);
    expect(secretsIn(await feedOf(own))).toEqual([]);
    const { rows } = await own.server.pool.query('SELECT body FROM event WHERE tenant_id = $1', [own.place.tenantId]);
    expect(secretsIn(rows)).toEqual([]);
  });
});

/** What only the other lodge knows: its words, its figures, where its rows came from. */
function secretsIn(value: unknown): readonly string[] {
  const text = JSON.stringify(value);
  // The amount as a number: among the digits of ids and hashes it comes up by chance.
  return [/SECRET/, /[:[,]-?77000(?!\d)/].flatMap((secret) => secret.exec(text)?.[0] ?? []);
}
