import { connect } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeKeys } from '#main/services/sync/desk-keys.ts';
import { askAdmin, enrolmentCode } from './server-admin.ts';
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

/** Whatever came in: nothing has changed, and the server is up. */
afterEach(async () => {
  const { status } = await fetch(new URL('/health', lodge.server.url));
  if (status !== 200) throw new Error(`the server is down: ${status}`);
});

async function answerOf(response: Response): Promise<readonly [number, unknown]> {
  return [response.status, await response.json()];
}

const json = { 'content-type': 'application/json' };
const errorOf = (error: string) => ({ error, message: expect.any(String), correlationId: expect.any(String) });

describe('POST /v1/commands', () => {
  it.each([
    ['no token', { authorization: '' }, 401, 'unauthorized'],
    [
      'a token of nobody',
      {
        authorization: `Bearer cairn.${'0'.repeat(8)}-0000-0000-0000-000000000000.${'0'.repeat(8)}-0000-0000-0000-000000000000.A.1.${'x'.repeat(43)}`,
      },
      401,
      'unauthorized',
    ],
    ['a token that is SQL', { authorization: "Bearer cairn.' OR 1=1 --" }, 401, 'unauthorized'],
    ['no signature', { 'cairn-signature': '' }, 401, 'bad-signature'],
    ['a signature of something else', { 'cairn-signature': 'A'.repeat(86) + '==' }, 401, 'bad-signature'],
    ['another kind of body', { 'content-type': 'text/plain' }, 415, 'not-json'],
  ])('refuses %s', async (_what, headers, status, error) => {
    const response = await desk.post({ desk: 'A', epoch: 1, envelopes: [], acknowledged: 0 }, headers);
    expect(await answerOf(response)).toEqual([status, errorOf(error)]);
  });

  it.each([
    ['no JSON', '{"desk": ', 400, 'malformed'],
    ['nothing', '', 400, 'malformed'],
    ['another shape', '{"envelopes":"all"}', 400, 'wrong-shape'],
    ['a list', '[]', 400, 'wrong-shape'],
    ['a prototype', '{"__proto__":{"desk":"A"},"epoch":1,"envelopes":[],"acknowledged":0}', 400, 'wrong-shape'],
    [
      'nesting without end',
      `{"desk":"A","epoch":1,"acknowledged":0,"envelopes":[${'['.repeat(100_000)}`,
      400,
      'malformed',
    ],
  ])('refuses a signed body of %s', async (_what, body, status, error) => {
    expect(await answerOf(await desk.post(body))).toMatchObject([status, { error }]);
  });

  it('refuses an input nested so deeply that it cannot be hashed', async () => {
    const { envelopes } = bookHere(desk, lodge);
    const text = JSON.stringify({ desk: 'A', epoch: 1, envelopes: [{ ...envelopes[0], input: 0 }], acknowledged: 0 });
    const deep = text.replace('"input":0', `"input":${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    expect(await answerOf(await desk.post(deep))).toMatchObject([400, { error: 'hash-mismatch' }]);
  });

  it('refuses a body that is too large', async () => {
    expect(await answerOf(await desk.post(' '.repeat(17 * 1024 * 1024)))).toMatchObject([413, { error: 'too-large' }]);
  });

  it('refuses envelopes under another desk’s token, or of another desk', async () => {
    const other = await ground.desk(lodge, 'Bar');
    const { envelopes } = bookHere(desk, lodge, { name: 'Not His' });
    const body = { desk: 'A', epoch: 1, envelopes, acknowledged: 0 };
    expect(await answerOf(await other.post(body))).toMatchObject([403, { error: 'other-desk' }]);
    const stolen = await desk.post(body, { authorization: `Bearer ${other.self.token}` });
    expect(await answerOf(stolen)).toMatchObject([401, { error: 'bad-signature' }]);
    expect((await lodge.all('guest')).map((guest) => desk.store.seals.read(guest.name))).not.toContain('Not His');
  });

  it('goes on after a connection that stops in the middle of a message', async () => {
    const { hostname, port } = new URL(lodge.server.url);
    const socket = connect(Number(port), hostname);
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(
      'POST /v1/commands HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{"desk":',
    );
    socket.destroy();
    const noise = connect(Number(port), hostname);
    const answered = new Promise<string>((resolve) => noise.once('data', (data) => resolve(data.toString())));
    noise.write('\u0000\u0001\u0002 not http at all\r\n\r\n');
    expect(await answered).toMatch(/^HTTP\/1\.1 400/);
    noise.destroy();
  });
});

describe('enrolment', () => {
  const enrol = (body: unknown) =>
    fetch(new URL('/v1/desks/enrol', lodge.server.url), { method: 'POST', headers: json, body: JSON.stringify(body) });
  const { publicKey } = makeKeys();

  it('takes a code once, also when two come with it at the same moment', async () => {
    const { code } = await enrolmentCode(lodge);
    const before = (await lodge.all('desk')).length;
    const answers = await Promise.all([1, 2, 3].map((n) => enrol({ code, name: `Desk ${n}`, publicKey })));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 403, 403]);
    expect(await answerOf(await enrol({ code, name: 'Late', publicKey }))).toEqual([403, errorOf('bad-code')]);
    expect((await lodge.all('desk')).length).toBe(before + 1);
  });

  it('takes a code as people write it down', async () => {
    const { code } = await enrolmentCode(lodge);
    const answer = await enrol({ code: ` ${code.toLowerCase().replaceAll('-', ' ')}`, name: 'Bar', publicKey });
    expect(answer.status).toBe(200);
  });

  it('refuses a code whose time has passed', async () => {
    let now = '2026-11-20T08:00:00.000Z';
    const slow = await ground.lodge({ now: () => now });
    const { code } = await enrolmentCode(slow, 5);
    now = '2026-11-20T08:05:00.001Z';
    const answer = await fetch(new URL('/v1/desks/enrol', slow.server.url), {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ code, name: 'Late', publicKey }),
    });
    expect(answer.status).toBe(403);
  });

  it.each([
    ['an unknown code', { code: 'AAAA-BBBB-CCCC', name: 'x', publicKey }, 403, 'bad-code'],
    ['a code that is SQL', { code: "'; DROP TABLE desk; --", name: 'x', publicKey }, 403, 'bad-code'],
    ['a NUL in the code', { code: 'A\u0000', name: 'x', publicKey }, 403, 'bad-code'],
    ['no key', { code: 'AAAA', name: 'x', publicKey: 'AAAA' }, 400, 'bad-key'],
    ['no name', { code: 'AAAA', name: '', publicKey }, 400, 'wrong-shape'],
  ])('refuses %s', async (_what, body, status, error) => {
    expect(await answerOf(await enrol(body))).toMatchObject([status, { error }]);
  });

  it('gives codes to the administrator only, and refuses what is no place', async () => {
    const ask = (token: string, body: object) => askAdmin(lodge, 'enrolment-codes', { ...body }, token);
    expect(await answerOf(await ask(desk.self.token, lodge.place))).toEqual([401, errorOf('unauthorized')]);
    expect(await answerOf(await ask(lodge.server.adminToken, { ...lodge.place, tenantId: 'x' }))).toMatchObject([
      400,
      { error: 'wrong-shape' },
    ]);
    expect(await answerOf(await ask(lodge.server.adminToken, { ...lodge.place, minutes: -1 }))).toMatchObject([
      400,
      { error: 'wrong-shape' },
    ]);
  });
});

describe('the rest', () => {
  it('answers what is not there with a clear error, and carries the correlation id', async () => {
    const response = await fetch(new URL('/v1/nothing/../../etc/passwd', lodge.server.url), {
      headers: { 'x-correlation-id': 'click-12345678' },
    });
    expect(response.headers.get('x-correlation-id')).toBe('click-12345678');
    expect(await answerOf(response)).toEqual([404, { ...errorOf('not-found'), correlationId: 'click-12345678' }]);
    expect((await fetch(new URL('/v1/commands', lodge.server.url))).status).toBe(404);
  });

  it('measures: oversell_total is 0, and commands have their times', async () => {
    await desk.push(desk.envelopes());
    expect(await answerOf(await fetch(new URL('/ready', lodge.server.url)))).toEqual([
      200,
      { ready: true, database: true, feed: true },
    ]);
    const text = await (await fetch(new URL('/metrics', lodge.server.url))).text();
    expect(text).toMatch(/^oversell_total 0$/m);
    expect(text).toMatch(/^reservation_write_ms_count\{command="addGuest",outcome="applied"\} [1-9]/m);
    expect(text).toMatch(/^conflict_rate /m);
  });

  it('[S20] answers 503 while the database is away, changes nothing, and takes the same envelopes afterwards', async () => {
    const away = await ground.lodge();
    const other = await ground.desk(away);
    const { envelopes } = bookHere(other, away);
    // Connections are cut and no new ones are let in.
    const database = new URL(away.server.databaseUrl).pathname.slice(1);
    const admin = new pg.Client({ connectionString: ground.postgres.url });
    await admin.connect();
    await admin.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [database]);
    const refused = await other.post({ desk: 'A', epoch: 1, envelopes, acknowledged: 0 });
    expect(await answerOf(refused)).toMatchObject([503, { error: 'unavailable' }]);
    await admin.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`);
    await admin.end();
    expect((await other.push(envelopes)).verdicts.map((verdict) => verdict.outcome)).toEqual(['applied', 'applied']);
  });
});
