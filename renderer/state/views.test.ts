import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Handlers, type Notify, serve } from '#shared/rpc/serve.ts';
import { type Wire, wirePair } from '#shared/rpc/wire.ts';
import { patience } from '#test/support/patience.ts';
import { keepConnected, useConnection } from './connection.ts';
import { followServices } from './follow.ts';
import { useLine } from './line.ts';
import { lock, signIn, useSession } from './session.ts';
import { hold, prefetch, release, useViews, viewEntry, viewKey } from './view-store.ts';

const sabina = { id: 'u1', name: 'Sabina Gurung', initials: 'SG', role: 'frontDesk' } as const;
const line = { state: 'online', since: '2026-11-20T05:00:00.000Z', pending: 0, toSend: 0, refused: 0 } as const;

/** Services in memory: they count what is asked, and can be killed and come back. */
function services() {
  let session = { user: null as typeof sabina | null, locked: false, lockedOutUntil: null };
  let wire: Wire | undefined;
  const asked: string[] = [];
  const state = {
    alive: true,
    notify: undefined as Notify | undefined,
    /** Answers are made at once, and held back until this is over. */
    gate: undefined as Promise<void> | undefined,
    forget: () => {
      session = { user: null, locked: false, lockedOutUntil: null };
    },
  };
  const handlers: Partial<Handlers<null>> = {
    'session.get': () => ({ session, users: [sabina], property: 'Dhampus Ridge Lodge', making: null }),
    'session.signIn': ({ pin }) => (session = pin === '123456' ? { ...session, user: sabina, locked: false } : session),
    'session.lock': () => (session = { ...session, locked: true }),
    'inbox.list': () => {
      asked.push('inbox');
      return [];
    },
    'search.all': async ({ text }) => {
      asked.push(text);
      const title = `${text} ${asked.length}`;
      await state.gate;
      return [{ kind: 'room', id: 'r', title, subtitle: '', bookingId: null }];
    },
  };
  const dial = async () => {
    if (!state.alive) throw new Error('nobody there');
    const [here, there] = wirePair();
    wire = there;
    state.notify = serve(there, handlers as Handlers<null>, { caller: null }); // the tests ask no other call
    return here;
  };
  const die = () => {
    state.alive = false;
    wire?.close();
  };
  return { dial, die, asked, state };
}

const titleOf = (key: string) => viewEntry<'search.all'>(useViews.getState(), key).value?.[0]?.title;
let stop: (() => void)[] = [];

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  stop.forEach((each) => each());
  stop = [];
  useViews.setState({}, true);
  useSession.setState({ session: null, users: [], property: '', making: null, switching: false });
  useConnection.setState({ status: 'connecting', client: null, generation: 0, attempt: 0 });
  useLine.setState({ line: null });
  vi.useRealTimers();
});

async function signedIn() {
  const there = services();
  stop = [followServices(), keepConnected(there.dial)];
  await vi.waitFor(() => expect(useSession.getState().session).not.toBeNull(), patience);
  await signIn('u1', '123456');
  return there;
}

describe('a view', () => {
  test('is read once for two places, again on its own changes, and not on others’', async () => {
    const { asked, state } = await signedIn();
    const key = hold('search.all', { text: '206' });
    hold('search.all', { text: '206' });
    await vi.waitFor(() => expect(titleOf(key)).toBe('206 1'), patience);
    state.notify?.({ type: 'changed', entities: ['slot'], from: 'feed' });
    state.notify?.({ type: 'changed', entities: ['booking'], from: 'feed' });
    await vi.waitFor(() => expect(titleOf(key)).toBe('206 2'), patience);
    expect(asked).toEqual(['206', '206']);
    release(key);
    release(key);
  });

  test('keeps what it shows while it is read again', async () => {
    const { state } = await signedIn();
    const key = hold('search.all', { text: 'Haas' });
    await vi.waitFor(() => expect(titleOf(key)).toBe('Haas 1'), patience);
    const shown: (string | undefined)[] = [];
    const leave = useViews.subscribe(() => shown.push(titleOf(key)));
    state.notify?.({ type: 'changed', entities: ['guest'], from: 'here' });
    await vi.waitFor(() => expect(titleOf(key)).toBe('Haas 2'), patience);
    leave();
    expect(shown).not.toContain(undefined);
    release(key);
  });

  test('that says the same when it is read again stays the same object', async () => {
    const { asked, state } = await signedIn();
    const key = hold('inbox.list', { open: true });
    const shown = () => viewEntry<'inbox.list'>(useViews.getState(), key);
    await vi.waitFor(() => expect(shown().value).toEqual([]), patience);
    const first = shown().value;
    state.notify?.({ type: 'changed', entities: ['refusal'], from: 'feed' });
    await vi.waitFor(() => expect(asked).toEqual(['inbox', 'inbox']), patience);
    await vi.waitFor(() => expect(shown().fetching).toBe(false), patience);
    expect(shown().value).toBe(first);
    release(key);
  });

  test('that nobody shows is left in peace', async () => {
    const { asked, state } = await signedIn();
    const key = hold('search.all', { text: 'Olsen' });
    await vi.waitFor(() => expect(titleOf(key)).toBe('Olsen 1'), patience);
    release(key);
    state.notify?.({ type: 'changed', entities: ['guest'], from: 'feed' });
    state.notify?.({ type: 'line', line });
    await vi.waitFor(() => expect(useLine.getState().line).toEqual(line), patience);
    expect(asked).toEqual(['Olsen']);
  });
});

describe('a view read ahead', () => {
  const input = { text: 'next' };
  const key = viewKey('search.all', input);

  test('is there at once, without another reading', async () => {
    const { asked } = await signedIn();
    prefetch('search.all', input);
    await vi.waitFor(() => expect(titleOf(key)).toBe('next 1'), patience);
    hold('search.all', input);
    expect(titleOf(key)).toBe('next 1');
    hold('search.all', { text: 'after' });
    await vi.waitFor(() => expect(asked).toContain('after'), patience);
    expect(asked).toEqual(['next', 'after']);
    release(key);
    release(viewKey('search.all', { text: 'after' }));
  });

  test('is shown as it is and mended behind when something has changed since', async () => {
    const { asked, state } = await signedIn();
    prefetch('search.all', { text: 'far' });
    const far = viewKey('search.all', { text: 'far' });
    await vi.waitFor(() => expect(titleOf(far)).toBe('far 1'), patience);
    const seen = hold('search.all', { text: 'seen' });
    await vi.waitFor(() => expect(titleOf(seen)).toBe('seen 2'), patience);
    state.notify?.({ type: 'changed', entities: ['guest'], from: 'feed' });
    await vi.waitFor(() => expect(titleOf(seen)).toBe('seen 3'), patience);
    expect(asked).toEqual(['far', 'seen', 'seen']);
    hold('search.all', { text: 'far' });
    expect(titleOf(far)).toBe('far 1');
    await vi.waitFor(() => expect(titleOf(far)).toBe('far 4'), patience);
    release(far);
    release(seen);
  });

  test('does not push out what was shown last', async () => {
    const { asked } = await signedIn();
    const seen = hold('search.all', { text: 'seen' });
    await vi.waitFor(() => expect(titleOf(seen)).toBe('seen 1'), patience);
    for (let other = 0; other < 23; other++) prefetch('search.all', { text: `other ${other}` });
    await vi.waitFor(() => expect(asked).toHaveLength(24), patience);
    release(seen);
    prefetch('search.all', { text: 'one more' });
    await vi.waitFor(() => expect(asked).toContain('one more'), patience);
    expect(titleOf(seen)).toBe('seen 1');
    expect(titleOf(viewKey('search.all', { text: 'other 0' }))).toBeUndefined();
  });

  test('that changes while it is read is read once more when it is held', async () => {
    const { asked, state } = await signedIn();
    const gate = Promise.withResolvers<void>();
    state.gate = gate.promise;
    prefetch('search.all', { text: 'late' });
    await vi.waitFor(() => expect(asked).toEqual(['late']), patience);
    state.notify?.({ type: 'changed', entities: ['guest'], from: 'feed' });
    state.notify?.({ type: 'line', line });
    await vi.waitFor(() => expect(useLine.getState().line).toEqual(line), patience);
    const held = hold('search.all', { text: 'late' });
    gate.resolve();
    await vi.waitFor(() => expect(titleOf(held)).toBe('late 2'), patience);
    release(held);
  });

  test('that could not be read is not there, and is read when it is shown', async () => {
    const { die, state } = await signedIn();
    die();
    await vi.waitFor(() => expect(useConnection.getState().status).toBe('gone'), patience);
    prefetch('search.all', { text: 'lost' });
    const lost = viewKey('search.all', { text: 'lost' });
    await vi.waitFor(() => expect(useViews.getState()).not.toHaveProperty([lost]), patience);
    state.alive = true;
    await vi.advanceTimersByTimeAsync(10_000);
    await vi.waitFor(() => expect(useConnection.getState().status).toBe('open'), patience);
    hold('search.all', { text: 'lost' });
    await vi.waitFor(() => expect(titleOf(lost)).toBe('lost 1'), patience);
    release(lost);
  });
});

describe('the way to the services', () => {
  test('breaks, says so, keeps what is shown, and comes back with fresh views', async () => {
    const { die, state } = await signedIn();
    const key = hold('search.all', { text: 'Rai' });
    await vi.waitFor(() => expect(titleOf(key)).toBe('Rai 1'), patience);
    die();
    await vi.waitFor(() => expect(useConnection.getState().status).toBe('gone'), patience);
    expect(titleOf(key)).toBe('Rai 1');
    state.alive = true;
    await vi.advanceTimersByTimeAsync(10_000);
    await vi.waitFor(() => expect(useConnection.getState().status).toBe('open'), patience);
    await vi.waitFor(() => expect(titleOf(key)).toBe('Rai 2'), patience);
    release(key);
  });
});

describe('the session', () => {
  test('a wrong PIN opens nothing; a lock keeps the person', async () => {
    const there = services();
    stop = [followServices(), keepConnected(there.dial)];
    await vi.waitFor(() => expect(useSession.getState().users).toHaveLength(1), patience);
    expect((await signIn('u1', '000000')).user).toBeNull();
    await signIn('u1', '123456');
    await lock();
    expect(useSession.getState().session).toMatchObject({ user: sabina, locked: true });
  });

  test('that the services forgot waits behind the lock for the same person', async () => {
    const { die, state } = await signedIn();
    die();
    state.forget();
    state.alive = true;
    await vi.advanceTimersByTimeAsync(10_000);
    await vi.waitFor(
      () => expect(useSession.getState().session).toMatchObject({ user: sabina, locked: true }),
      patience,
    );
    await signIn('u1', '000000');
    expect(useSession.getState().session).toMatchObject({ user: sabina, locked: true });
    await signIn('u1', '123456');
    expect(useSession.getState().session).toMatchObject({ user: sabina, locked: false });
  });

  test('another person finds nothing of the last one’s views', async () => {
    const { state } = await signedIn();
    const key = hold('search.all', { text: 'Sato' });
    await vi.waitFor(() => expect(titleOf(key)).toBe('Sato 1'), patience);
    release(key);
    const bikash = { ...sabina, id: 'u2', name: 'Bikash Rai' };
    state.notify?.({ type: 'session', session: { user: bikash, locked: false, lockedOutUntil: null } });
    await vi.waitFor(() => expect(titleOf(key)).toBeUndefined(), patience);
  });
});
