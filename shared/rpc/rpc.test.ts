import { describe, expect, test } from 'vitest';
import { createClient } from './client.ts';
import { type Handlers, serve } from './serve.ts';
import { type Wire, wirePair } from './wire.ts';
import type { AnswerOf, Notice } from './contract.ts';
import { RpcError } from './rpc-error.ts';

const signedOut = { user: null, locked: false, lockedOutUntil: null };
const line = { state: 'online', since: '2026-11-20T05:21:00.000Z', pending: 0, toSend: 0, refused: 0 } as const;

/** Handlers of which only those named may be reached; any other is a failed test. */
function handlersWith(known: Partial<Handlers<string>>): Handlers<string> {
  const reached: string[] = [];
  const handlers = new Proxy(known, {
    get: (target, name) => Reflect.get(target, name) ?? (() => reached.push(String(name))),
  });
  return handlers as Handlers<string>; // the proxy answers for every method
}

function joined(known: Partial<Handlers<string>>, options: Partial<Parameters<typeof serve<string>>[2]> = {}) {
  const [here, there] = wirePair();
  const notify = serve(there, handlersWith(known), { caller: 'window 1', ...options });
  return { client: createClient(here), notify, here, there };
}

/** The next frame that arrives, parsed. */
function nextFrame(wire: Wire): Promise<unknown> {
  return new Promise((resolve) => wire.onMessage((frame) => resolve(JSON.parse(String(frame)))));
}

describe('calls', () => {
  test('input goes in parsed, the caller beside it, the output comes back', async () => {
    const seen: unknown[] = [];
    const { client } = joined({
      'session.signIn': (input, caller) => {
        seen.push(input, caller);
        return signedOut;
      },
    });
    expect(await client.call('session.signIn', { userId: 'u1', pin: '123456' })).toEqual(signedOut);
    expect(seen).toEqual([{ userId: 'u1', pin: '123456' }, 'window 1']);
  });

  test('answers find their calls though they come in another order', async () => {
    const release: (() => void)[] = [];
    const { client } = joined({
      'sync.tryNow': () => new Promise((resolve) => release.push(() => resolve({ ...line, pending: 1 }))),
      'sync.setLine': () => line,
    });
    const slow = client.call('sync.tryNow', {});
    expect((await client.call('sync.setLine', { on: true })).pending).toBe(0);
    release.forEach((go) => go());
    expect((await slow).pending).toBe(1);
  });

  test('an output in another shape is an error, not a value', async () => {
    const { client } = joined({ 'session.lock': () => ({ ...signedOut, locked: 'yes' }) as never });
    await expect(client.call('session.lock', {})).rejects.toMatchObject({ code: 'malformed' });
  });

  test('a call that is not admitted does not run', async () => {
    let ran = false;
    const { client } = joined(
      {
        'sync.tryNow': () => {
          ran = true;
          return line;
        },
      },
      {
        admit: () => {
          throw new RpcError('not-signed-in', 'nobody is signed in');
        },
      },
    );
    await expect(client.call('sync.tryNow', {})).rejects.toMatchObject({ code: 'not-signed-in' });
    expect(ran).toBe(false);
  });

  test('a bug is told to the services and keeps its words from the caller', async () => {
    const bugs: unknown[] = [];
    const { client } = joined(
      {
        'session.lock': () => {
          throw new Error('password of the database');
        },
      },
      { onBug: (method, error) => bugs.push(method, error) },
    );
    await expect(client.call('session.lock', {})).rejects.toMatchObject({
      code: 'internal',
      message: 'session.lock failed',
    });
    expect(bugs).toHaveLength(2);
  });
});

describe('the end of the wire', () => {
  test('rejects what waits and what comes after', async () => {
    const { client, there } = joined({ 'sync.tryNow': () => new Promise(() => undefined) });
    const waiting = client.call('sync.tryNow', {});
    there.close();
    await expect(waiting).rejects.toMatchObject({ code: 'closed' });
    await expect(client.call('sync.tryNow', {})).rejects.toMatchObject({ code: 'closed' });
    let told = false;
    client.onClose(() => (told = true));
    expect(told).toBe(true);
  });
});

describe('notices', () => {
  test('reach every listener until it leaves', async () => {
    const { client, notify } = joined({ 'session.lock': () => signedOut });
    const heard: Notice[] = [];
    const leave = client.onNotice((notice) => heard.push(notice));
    notify({ type: 'changed', entities: ['stay'], from: 'feed' });
    await client.call('session.lock', {});
    leave();
    notify({ type: 'line', line });
    await client.call('session.lock', {});
    expect(heard).toEqual([{ type: 'changed', entities: ['stay'], from: 'feed' }]);
  });
});

describe('hostile frames are answered and change nothing', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['no JSON', '{', 'malformed'],
    ['no object', '7', 'malformed'],
    ['a null', 'null', 'malformed'],
    ['no id', '{"method":"session.lock","input":{}}', 'malformed'],
    ['an id that is no number', '{"id":{},"method":"session.lock","input":{}}', 'malformed'],
    ['more than a call', '{"id":1,"method":"session.lock","input":{},"caller":"boss"}', 'malformed'],
    ['an unknown call', '{"id":1,"method":"database.drop","input":{}}', 'unknown-method'],
    ['a name of every object', '{"id":1,"method":"constructor","input":{}}', 'unknown-method'],
    ['the prototype', '{"id":1,"method":"__proto__","input":{}}', 'unknown-method'],
    ['wrong input', '{"id":1,"method":"session.signIn","input":{"userId":7}}', 'wrong-input'],
    ['a PIN of a megabyte', `{"id":1,"method":"session.signIn","input":{"pin":"${'1'.repeat(1e6)}"}}`, 'too-large'],
    ['deep nesting', `{"id":1,"method":"session.lock","input":${'['.repeat(9000)}${']'.repeat(9000)}}`, 'wrong-input'],
  ];

  test.each(cases)('%s', async (_name, frame, code) => {
    const [here, there] = wirePair();
    const reached: string[] = [];
    const known = new Proxy({}, { get: (_target, name) => () => reached.push(String(name)) });
    serve(there, known as Handlers<null>, { caller: null }); // the proxy answers for every method
    const answer = nextFrame(here);
    here.send(frame);
    expect(await answer).toMatchObject({ ok: false, error: { code } });
    expect(reached).toEqual([]);
  });

  test('a frame that is no text', async () => {
    const [here, there] = wirePair();
    serve(there, handlersWith({}), { caller: 'window 1' });
    const answer = nextFrame(here);
    here.send(new Uint8Array(8) as never); // a binary frame, which no typed sender could send
    expect(await answer).toMatchObject({ ok: false, error: { code: 'malformed' } });
  });

  test('an error never repeats the PIN that was sent', async () => {
    const { client } = joined({});
    const error: unknown = await client
      .call('session.signIn', { userId: 'u1', pin: 'secret'.repeat(20) })
      .catch((rejected: unknown) => rejected);
    expect(error).toMatchObject({ code: 'wrong-input' });
    expect(String(error)).not.toContain('secret');
  });

  test('the client passes over what the services never send', async () => {
    const [here, there] = wirePair();
    const client = createClient(here);
    there.send('{');
    there.send('{"id":99,"ok":true,"value":1}');
    there.send('{"notice":{"type":"obey"}}');
    serve(there, handlersWith({ 'session.lock': () => signedOut }), { caller: 'window 1' });
    expect(await client.call('session.lock', {})).toEqual(signedOut);
  });
});

describe('the big answer', () => {
  test('a calendar of 4,200 bars passes; one with a column too short, or of something else, does not', async () => {
    const each = <T>(value: T): T[] => Array.from({ length: 4200 }, () => value);
    const texts = { id: each('b'), stayId: each('s'), bookingId: each('k'), bookingNumber: each('LDG-1') };
    const places = { roomId: each(-1), roomTypeId: each(0), from: each(1), to: each(2), state: each(0) };
    const wishes = { country: each(3), wishes: each(3), expectedAt: each(3) };
    const figures = { adults: each(2), children: each(0), unpaid: each(0), total: each(9), version: each(1) };
    const names = { guestId: each('g'), name: each('Amara Okafor'), marks: each(1) };
    const window: AnswerOf<'calendar.window'> = {
      from: '2026-11-20',
      to: '2026-11-22',
      businessDate: '2026-11-20',
      words: ['t', '2026-11-20', '2026-11-22', ''],
      columns: { ...texts, ...places, ...wishes, ...figures, ...names },
      blocks: [],
      nights: [{ roomTypeId: 't', total: [1, 1], taken: [0, 1], promised: [0, 0] }],
    };
    let given = window;
    const { client } = joined({ 'calendar.window': () => given });
    const asked = { from: '2026-11-20', days: 2 };
    const { bars } = await client.call('calendar.window', asked);
    expect(bars).toHaveLength(4200);
    expect(bars[0]).toMatchObject({
      id: 'b',
      roomId: null,
      roomTypeId: 't',
      to: '2026-11-22',
      state: 'dueIn',
      vip: true,
    });
    const wrong: readonly Partial<typeof window.columns>[] = [
      { name: each('Amara Okafor').slice(1) },
      { roomTypeId: each(4) },
      { state: each(7) },
      { from: each(0) },
      { unpaid: each('0') as never }, // another build than the type's, on purpose
    ];
    for (const columns of wrong) {
      given = { ...window, columns: { ...window.columns, ...columns } };
      await expect(client.call('calendar.window', asked)).rejects.toMatchObject({ code: 'malformed' });
    }
  });
});
