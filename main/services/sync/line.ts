import type { LineState, LineView } from '#shared/rpc/sync-views.ts';
import type { Standing } from '#shared/sync/envelope.ts';
import type { Store } from '#main/store/open-store.ts';

/** How an exchange with the server went wrong. */
export type Trouble =
  | { readonly kind: 'unreachable'; readonly message: string }
  | { readonly kind: 'signIn'; readonly why: 'expired' | 'revoked' | 'closed'; readonly message: string }
  | { readonly kind: 'tooOld'; readonly message: string }
  | { readonly kind: 'error'; readonly message: string };

/** The two exchanges that make up the line. A revoked desk may still send while it reads no more [S12]. */
export type Channel = 'push' | 'feed';

/** The state of the line, put together from what push and feed meet and from what the server says that this desk is to it. */
export interface Line {
  readonly lastError: string | null;
  view(): LineView;
  /** Whether a person has left the line in. */
  isIn(): boolean;
  setIn(on: boolean): void;
  /** Notes that the server answered on this channel; true where the line has only now returned on it, so that the other need not wait for its own time [S13]. */
  reached(channel: Channel): boolean;
  troubled(channel: Channel, trouble: Trouble): void;
  /** What this epoch is to the server, as its last answer said; kept across restarts. */
  stands(standing: Standing): void;
}

const stateOfStanding: Readonly<Record<Standing, LineState | undefined>> = {
  active: undefined,
  branch: 'forked',
  closed: 'closed',
  revoked: 'revoked',
  tooOld: 'tooOld',
};

/** `onTrouble` hears of every failed exchange, for whoever asks later what went wrong. */
export function lineOf(
  store: Store,
  onLine: (line: LineView) => void,
  onTrouble: (channel: Channel, message: string) => void = () => {},
): Line {
  const waiting = store.db
    .prepare<[string], number>(`SELECT count(*) FROM refusal WHERE status = 'open' AND desk_code = ?`)
    .pluck();
  const unsent = store.db.prepare<[], number>('SELECT count(*) FROM journal WHERE sent = 0').pluck();
  const channels: Record<Channel, 'unknown' | 'reached' | Trouble> = { push: 'unknown', feed: 'unknown' };
  /** Reached before, but the line went away on the other channel since: the next answer tells that it returned. */
  const doubted: Record<Channel, boolean> = { push: false, feed: false };
  const now = () => new Date(store.machineNow()).toISOString();
  let since = now();
  let state: LineState = stateNow();

  function stateNow(): LineState {
    if (store.meta.get('lineOff') === true) return 'switchedOff';
    const troubles = Object.values(channels).filter((status) => typeof status === 'object');
    const signIn = troubles.find((trouble) => trouble.kind === 'signIn');
    if (signIn?.why === 'expired') return 'signInExpired';
    const standing = stateOfStanding[standingOf(store)];
    if (standing !== undefined) return standing;
    if (signIn !== undefined) return signIn.why;
    if (troubles.some((trouble) => trouble.kind === 'tooOld')) return 'tooOld';
    if (troubles.length > 0) return 'offline';
    return channels.feed === 'reached' ? 'online' : 'connecting';
  }

  function settle(): void {
    const next = stateNow();
    if (next === state) return;
    state = next;
    since = now();
    onLine(view());
  }

  function view(): LineView {
    return {
      state,
      since,
      pending: store.journal.count(),
      toSend: unsent.get() ?? 0,
      refused: waiting.get(store.identity()?.desk ?? '') ?? 0,
    };
  }

  return {
    get lastError() {
      return Object.values(channels).find((status) => typeof status === 'object')?.message ?? null;
    },
    view,
    isIn: () => store.meta.get('lineOff') !== true,
    setIn(on) {
      store.meta.set('lineOff', !on);
      channels.push = 'unknown';
      channels.feed = 'unknown';
      settle();
    },
    reached(channel) {
      const returned = channels[channel] !== 'reached' || doubted[channel];
      channels[channel] = 'reached';
      doubted[channel] = false;
      settle();
      return returned;
    },
    troubled(channel, trouble) {
      // Once for each time that the line goes: an answer on the other channel meanwhile must not hurry this one again and again [S13].
      if (typeof channels[channel] !== 'object') doubted[other(channel)] = true;
      channels[channel] = trouble;
      onTrouble(channel, trouble.message);
      settle();
    },
    stands(standing) {
      const epoch = store.identity()?.epoch ?? 0;
      if (store.meta.get('standing')?.epoch !== epoch || standingOf(store) !== standing)
        store.meta.set('standing', { epoch, is: standing });
      settle();
    },
  };
}

/** What this desk's epoch is to the server, as far as it was told; a new epoch begins active. */
export function standingOf(store: Store): Standing {
  const known = store.meta.get('standing');
  return known !== undefined && known.epoch === store.identity()?.epoch ? known.is : 'active';
}

function other(channel: Channel): Channel {
  return channel === 'push' ? 'feed' : 'push';
}

/** What an HTTP status says about the sign-in or the release; anything else is an error that may pass. */
export function troubleOf(status: number, text: string): Trouble {
  const message = `${status} ${text.slice(0, 300)}`;
  if (status === 401) return { kind: 'signIn', why: 'expired', message };
  // A desk with nothing to send hears from the feed alone that it was set up anew elsewhere [S16].
  if (status === 403) return { kind: 'signIn', why: text.includes('"closed"') ? 'closed' : 'revoked', message };
  if (status === 426) return { kind: 'tooOld', message };
  return { kind: 'error', message };
}

/** An error's own words with those of its cause: `fetch failed` alone helps nobody. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
