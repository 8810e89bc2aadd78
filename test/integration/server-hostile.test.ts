import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeys } from '#main/services/sync/desk-keys.ts';
import type { Envelope } from '#shared/sync/envelope.ts';
import { type ALodgeOnServer, type ARemoteDesk, type ServerGround, bookHere, serverGround } from './server-harness.ts';

let ground: ServerGround;
let lodge: ALodgeOnServer;
let desk: ARemoteDesk;
beforeAll(async () => {
  ground = await serverGround();
  lodge = await ground.lodge();
  desk = await ground.desk(lodge);
});
afterAll(async () => ground.end());

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const nasty = [
  '',
  'null',
  '0',
  '""',
  '[]',
  '{',
  '\u0000',
  '\ud800',
  nested(5000),
  `{"a":${nested(20_000)}}`,
  '1e999',
  '9'.repeat(400),
];
const prototypes = [
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"x":1}}}',
  '{"toString":1,"hasOwnProperty":2}',
];

/** Junk for one field: of a wrong type, too large, deep, with every character that some layer cannot hold. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    [],
    {},
    '',
    -1,
    0.5,
    1e308,
    2 ** 53,
    'x'.repeat(5000),
    '\u0000',
    '\ud800',
    '\udc00x',
    '😀',
    "'; DROP TABLE desk; --",
  ),
  fc.jsonValue({ maxDepth: 6 }),
  fc.integer({ min: 10, max: 300 }).map((depth) => JSON.parse(nested(depth)) as unknown),
);

/** The value with one of its fields, at any depth, replaced by junk. */
function withJunk(value: object, path: number, by: unknown): object {
  const places = placesOf(value);
  const place = places[path % places.length] ?? [];
  const copy = structuredClone(value) as Record<string, unknown>;
  const last = place.at(-1);
  // Each step of a place leads into an object or a list.
  const parent = place.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, copy);
  if (last !== undefined) parent[last] = by;
  return copy;
}

function placesOf(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...at]];
  return [
    ...(at.length === 0 ? [] : [[...at]]),
    ...Object.entries(value).flatMap(([key, each]) => placesOf(each, [...at, key])),
  ];
}

const routes = [
  'desks/enrol',
  'admin/enrolment-codes',
  'admin/properties',
  'admin/desks',
  'admin/desks/revoke',
  'admin/desks/readmit',
  'admin/desks/sign-out',
];

const post = (route: string, body: string) =>
  fetch(new URL(`/v1/${route}`, lodge.server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${lodge.server.adminToken}` },
    body,
  });

async function digest(): Promise<unknown> {
  const { rows } = await lodge.server.pool.query(
    "SELECT md5(string_agg(f::text, ',' ORDER BY entity, id)) AS all FROM feed f",
  );
  return rows;
}

describe('hostile messages', () => {
  it.each([...routes, 'commands'])('to /v1/%s are refused clearly, and change nothing', async (route) => {
    const before = await digest();
    for (const body of [...nasty, ...prototypes]) {
      const response = route === 'commands' ? await desk.post(body) : await post(route, body);
      expect([body.slice(0, 20), response.status]).toEqual([body.slice(0, 20), 400]);
      expect(await response.json()).toMatchObject({ error: expect.any(String), correlationId: expect.any(String) });
    }
    expect((await post(route, ' '.repeat(17 * 1024 * 1024))).status).toBe(413);
    expect(await digest()).toEqual(before);
  });

  it('to the ways that are read are refused clearly too', async () => {
    for (const query of [
      'offset=%00',
      'offset=-1&handle=%F0%9F%98%80',
      `offset=${'9'.repeat(5000)}`,
      'offset[]=-1&offset[]=0_0',
      'offset=-1&offset=0_0',
      '__proto__[x]=1',
      'live=true',
      'offset=-1&log=%27',
      'offset=-1&cursor=\u0000',
    ])
      for (const path of ['feed', 'health', 'ready', 'metrics']) {
        const response =
          path === 'feed' ? await desk.feed(query) : await fetch(new URL(`/${path}?${query}`, lodge.server.url));
        expect([query, path, response.status < 500]).toEqual([query, path, true]);
        await response.body?.cancel();
      }
  });

  it('with junk in any one field never bring the server down, and are never answered with its own fault', async () => {
    const { publicKey } = makeKeys();
    const place = { ...lodge.place, minutes: 5, desk: 'Q', tenant: 'x' };
    const bodies: readonly [string, object][] = [
      ['desks/enrol', { code: 'AAAA-BBBB-CCCC', name: 'x', publicKey, epoch: 1 }],
      ...routes.slice(1).map((route): [string, object] => [route, place]),
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...bodies), fc.nat(), junk, async ([route, body], path, by) => {
        const response = await post(route, JSON.stringify(withJunk(body, path, by)));
        expect([await response.text(), response.status < 500]).toEqual([expect.any(String), true]);
      }),
      { numRuns: 150, seed: 9 },
    );
    expect((await fetch(new URL('/ready', lodge.server.url))).status).toBe(200);
  });

  it('[S25] in well-signed envelopes stop no queue, whatever stands in any field of them', async () => {
    const hostile = await ground.desk(lodge, 'Hostile');
    const { bookingId, stayId } = bookHere(hostile, lodge, { from: '2026-12-01', to: '2026-12-02' });
    hostile.run('takeCash', { bookingId, amount: 100, tendered: 100 });
    hostile.run('changeStay', {
      stayId,
      expectedVersion: 1,
      adults: 1,
      children: 0,
      wishes: 'w',
      expectedAt: '',
      note: '',
      nightlyRate: null,
    });
    const models = hostile.envelopes();
    let last = { seq: 0, hash: '' };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...models), fc.nat(), junk, async (model, path, by) => {
        const input = withJunk(model.input as object, path, by);
        const id = `0199a000-0000-7000-8000-${String(last.seq).padStart(12, '0')}`;
        const envelope = hostile.forge(model, { id, input, seq: last.seq + 1, prevHash: last.hash });
        const answer = await hostile.push([envelope]);
        expect(answer.taken).toBe(envelope.seq);
        last = envelope;
      }),
      { numRuns: 120, seed: 25 },
    );
    const good = hostile.forge(models[0] as Envelope, {
      id: '0199a000-0000-7000-8000-00000000ffff',
      seq: last.seq + 1,
      prevHash: last.hash,
    });
    expect((await hostile.push([good])).verdicts).toMatchObject([{ outcome: 'applied' }]);
  });

  it('[S25] in the envelope’s own fields are refused as a whole, or stop no queue', async () => {
    const hostile = await ground.desk(lodge, 'Hostile too');
    const { envelopes } = bookHere(hostile, lodge, { from: '2026-12-03', to: '2026-12-04' });
    const [model] = envelopes;
    let last = { seq: 0, hash: '' };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('id', 'name', 'version', 'actor', 'at', 'now', 'sees', 'desk', 'epoch', 'seq', 'prevHash'),
        fc.nat(),
        junk,
        async (field, path, by) => {
          const value = model[field as keyof Envelope];
          const bent = typeof value === 'object' ? withJunk(value as object, path, by) : by;
          const place = {
            id: `0199a000-0000-7000-8000-${String(last.seq).padStart(12, '0')}`,
            seq: last.seq + 1,
            prevHash: last.hash,
          };
          const envelope = hostile.forge(model, { ...place, [field]: bent } as Partial<Envelope>);
          const response = await hostile.post({
            desk: hostile.self.desk,
            epoch: 1,
            envelopes: [envelope],
            acknowledged: 0,
          });
          expect([field, await response.text(), response.status < 500]).toEqual([field, expect.any(String), true]);
          if (response.ok) last = envelope;
        },
      ),
      { numRuns: 150, seed: 11 },
    );
    const good = hostile.forge(model, {
      id: '0199a000-0000-7000-8000-0000000ffff0',
      seq: last.seq + 1,
      prevHash: last.hash,
    });
    expect((await hostile.push([good])).verdicts).toMatchObject([{ outcome: 'applied' }]);
  });
});

describe('batches that are replayed, reordered, cut and sent many times at once', () => {
  it('[S2] [S22] come to what they come to when they are sent once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 }), fc.boolean()), { minLength: 6, maxLength: 12 }),
        async (cuts) => {
          const house = await ground.lodge({ beside: lodge, rooms: 6 });
          const sender = await ground.desk(house);
          for (const [index, roomId] of house.roomIds.slice(0, 2).entries()) {
            const { bookingId } = bookHere(sender, house, { name: `G${index}`, roomId });
            sender.run('takeCash', { bookingId, amount: 100 + index, tendered: 200 });
            sender.run('takeCash', { bookingId, amount: 10, tendered: 10 });
          }
          const all = sender.envelopes();
          const pushes = cuts.map(([from, length, turned]) => {
            const part = all.slice(from, from + length);
            return turned ? part.toReversed() : part;
          });
          const body = (envelopes: readonly Envelope[]) => ({ desk: 'A', epoch: 1, envelopes, acknowledged: 0 });
          const statuses = await Promise.all(pushes.map(async (part) => (await sender.post(body(part))).status));
          expect(statuses.filter((status) => ![200, 400, 409].includes(status))).toEqual([]);
          const ten = await Promise.all(Array.from({ length: 10 }, () => sender.push(all)));
          for (const answer of ten) expect(answer.verdicts).toEqual(ten[0]?.verdicts);
          expect(ten[0]?.verdicts.map(({ outcome }) => outcome)).toEqual(all.map(() => 'applied'));
          expect((await house.all('payment')).map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual([
            10, 10, 100, 101,
          ]);
          expect(await house.all('booking')).toHaveLength(2);
          expect(await house.all('exception')).toEqual([]);
          expect(await house.all('verdict')).toHaveLength(all.length);
        },
      ),
      { numRuns: 5, seed: 22 },
    );
  });
});
