import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Handlers, type Notify, serve } from '#shared/rpc/serve.ts';
import { type Wire, wirePair } from '#shared/rpc/wire.ts';
import { keepConnected, useConnection } from './connection.ts';
import { followServices } from './follow.ts';
import { useLine } from './line.ts';
import { lock, signIn, useSession } from './session.ts';
import { hold, release, useViews, viewEntry } from './view-store.ts';

const sabina = { id: 'u1', name: 'Sabina Gurung', initials: 'SG', role: 'frontDesk' } as const;
const line = { state: 'online', since: '2026-11-20T05:00:00.000Z', pending: 0, refused: 0 } as const;

/** Services in memory: they count what is asked, and can be killed and come back. */
function services() {
  let session = { user: null as typeof sabina | null, locked: false, lockedOutUntil: null };
  let wire: Wire | undefined;
  const asked: string[] = [];
  const state = {
    alive: true,
    notify: undefined as Notify | undefined,
    forget: () => {
      session = { user: null, locked: false, lockedOutUntil: null };
    },
  };
  const handlers: Partial<Handlers<null>> = {
    'session.get': () => ({ session, users: [sabina], property: 'Dhampus Ridge Lodge' }),
    'session.signIn': ({ pin }) => (session = pin === '123456' ? { ...session, user: sabina, locked: false } : session),
    'session.lock': () => (session = { ...session, locked: true }),
    'search.all': ({ text }) => {
      asked.push(text);
      return [{ kind: 'room', id: 'r', title: `${text} ${asked.length}`, subtitle: '', bookingId: null }];
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
  useSession.setState({ session: null, users: [], property: '', switching: false });
  useConnection.setState({ status: 'connecting', client: null, generation: 0, attempt: 0 });
  useLine.setState({ line: null });
  vi.useRealTimers();
});

async function signedIn() {
  const there = services();
  stop = [followServices(), keepConnected(there.dial)];
  await vi.waitFor(() => expect(useSession.getState().session).not.toBeNull());
  await signIn('u1', '123456');
  return there;
}

describe('a view', () => {
  test('is read once for two places, again on its own changes, and not on others’', async () => {
    const { asked, state } = await signedIn();
    const key = hold('search.all', { text: '206' });
    hold('search.all', { text: '206' });
    await vi.waitFor(() => expect(titleOf(key)).toBe('206 1'));
    state.notify?.({ type: 'changed', entities: ['slot'], from: 'feed' });
    state.notify?.({ type: 'changed', entities: ['booking'], from: 'feed' });
    await vi.waitFor(() => expect(titleOf(key)).toBe('206 2'));
    expect(asked).toEqual(['206', '206']);
    release(key);
    release(key);
  });

  test('keeps what it shows while it is read again', async () => {
    const { state } = await signedIn();
    const key = hold('search.all', { text: 'Haas' });
    await vi.waitFor(() => expect(titleOf(key)).toBe('Haas 1'));
    const shown: (string | undefined)[] = [];
    const leave = useViews.subscribe(() => shown.push(titleOf(key)));
    state.notify?.({ type: 'changed', entities: ['guest'], from: 'here' });
    await vi.waitFor(() => expect(titleOf(key)).toBe('Haas 2'));
    leave();
    expect(shown).not.toContain(undefined);
    release(key);
  });

  test('that nobody shows is left in peace', async () => {
    const { asked, state } = await signedIn();
    const key = hold('search.all', { text: 'Olsen' });
    await vi.waitFor(() => expect(titleOf(key)).toBe('Olsen 1'));
    release(key);
    state.notify?.({ type: 'changed', entities: ['guest'], from: 'feed' });
    state.notify?.({ type: 'line', line });
    await vi.waitFor(() => expect(useLine.getState().line).toEqual(line));
    expect(asked).toEqual(['Olsen']);
  });
});

describe('the way to the services', () => {
  test('breaks, says so, keeps what is shown, and comes back with fresh views', async () => {
    const { die, state } = await signedIn();
    const key = hold('search.all', { text: 'Rai' });
    await vi.waitFor(() => expect(titleOf(key)).toBe('Rai 1'));
    die();
    await vi.waitFor(() => expect(useConnection.getState().status).toBe('gone'));
    expect(titleOf(key)).toBe('Rai 1');
    state.alive = true;
    await vi.advanceTimersByTimeAsync(10_000);
    await vi.waitFor(() => expect(useConnection.getState().status).toBe('open'));
    await vi.waitFor(() => expect(titleOf(key)).toBe('Rai 2'));
    release(key);
  });
});

describe('the session', () => {
  test('a wrong PIN opens nothing; a lock keeps the person', async () => {
    const there = services();
    stop = [followServices(), keepConnected(there.dial)];
    await vi.waitFor(() => expect(useSession.getState().users).toHaveLength(1));
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
    await vi.waitFor(() => expect(useSession.getState().session).toMatchObject({ user: sabina, locked: true }));
    await signIn('u1', '000000');
    expect(useSession.getState().session).toMatchObject({ user: sabina, locked: true });
    await signIn('u1', '123456');
    expect(useSession.getState().session).toMatchObject({ user: sabina, locked: false });
  });

  test('another person finds nothing of the last one’s views', async () => {
    const { state } = await signedIn();
    const key = hold('search.all', { text: 'Sato' });
    await vi.waitFor(() => expect(titleOf(key)).toBe('Sato 1'));
    release(key);
    const bikash = { ...sabina, id: 'u2', name: 'Bikash Rai' };
    state.notify?.({ type: 'session', session: { user: bikash, locked: false, lockedOutUntil: null } });
    await vi.waitFor(() => expect(titleOf(key)).toBeUndefined());
  });
});
