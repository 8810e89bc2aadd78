import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_REQUEST_LENGTH } from '#shared/rpc/frames.ts';
import { type HostStand, aHostStand, ask } from './host-stand.ts';

let stand: HostStand;
beforeAll(async () => {
  stand = await aHostStand();
});
afterAll(() => stand.stop());

describe('hostile messages', () => {
  test.each<[string, string | Buffer, string]>([
    ['no JSON', '{', 'malformed'],
    ['a number', '7', 'malformed'],
    ['null', 'null', 'malformed'],
    ['binary', Buffer.from([0, 255, 1]), 'malformed'],
    ['deep nesting', '['.repeat(100_000), 'malformed'],
    ['a stranger’s field', '{"id":1,"method":"session.get","input":{},"as":"admin"}', 'malformed'],
    ['the prototype', '{"id":1,"method":"__proto__","input":{}}', 'unknown-method'],
    ['no such call', '{"id":1,"method":"session.steal","input":{}}', 'unknown-method'],
    ['wrong input', '{"id":1,"method":"session.signIn","input":{"userId":{},"pin":["1"]}}', 'wrong-input'],
    [
      'a long PIN',
      JSON.stringify({ id: 1, method: 'session.signIn', input: { userId: 'x', pin: '1'.repeat(40) } }),
      'wrong-input',
    ],
    ['too much', 'x'.repeat(MAX_REQUEST_LENGTH + 1), 'too-large'],
  ])('%s is answered clearly', async (_what, frame, code) => {
    const socket = await stand.openSocket();
    expect(await ask(socket, frame)).toMatchObject({ ok: false, error: { code } });
    expect(await ask(socket, '{"id":2,"method":"session.get","input":{}}')).toMatchObject({ id: 2, ok: true });
    socket.close();
  });

  test('far too much ends that wire alone', async () => {
    const [socket, other] = [await stand.openSocket(), await stand.openSocket()];
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.send('x'.repeat(MAX_REQUEST_LENGTH * 4 + 1));
    expect([1006, 1009]).toContain(await closed);
    expect(await ask(other, '{"id":2,"method":"session.get","input":{}}')).toMatchObject({ ok: true });
  });

  test('what is no HTTP at all is turned away', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(stand.port, '127.0.0.1', () => socket.write('\x16\x03\x01 not http\r\n\r\n'));
      let text = '';
      socket.on('data', (data) => (text += data.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect((await stand.get('/')).status).toBe(403);
  });

  test('hostile drafts are refused as values and change nothing', async () => {
    const client = await stand.signedIn();
    const before = await client.call('sync.get', {});
    for (const [name, draft] of [
      ['bookStay', null],
      ['bookStay', { guestId: "'; DROP TABLE guest; --" }],
      ['noSuchCommand', {}],
      ['__proto__', {}],
      ['openProperty', { name: 'Mine' }],
    ] as const) {
      expect([name, await client.call('command.run', { name, draft })]).toMatchObject([name, { ok: false }]);
    }
    for (const text of ["'; DROP TABLE guest; --", '%', '_', '\\', '"', 'NEAR(', '*', '\u0000'])
      await client.call('search.all', { text });
    expect((await client.call('sync.get', {})).pending).toEqual(before.pending);
    expect(stand.bugs).toEqual([]);
  });
});
