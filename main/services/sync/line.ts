import type { LineState, LineView } from '#shared/rpc/sync-views.ts';
import type { Store } from '#main/store/open-store.ts';

/** How an exchange with the server went wrong. */
export type Trouble =
  | { readonly kind: 'unreachable'; readonly message: string }
  | { readonly kind: 'signIn'; readonly why: 'expired' | 'revoked'; readonly message: string }
  | { readonly kind: 'error'; readonly message: string };

/** The two exchanges that make up the line. A revoked desk may still send while it reads no more [S12]. */
export type Channel = 'push' | 'feed';

/** The state of the line, put together from what push and feed meet. */
export interface Line {
  readonly lastError: string | null;
  view(): LineView;
  /** Whether a person has left the line in. */
  isIn(): boolean;
  setIn(on: boolean): void;
  reached(channel: Channel): void;
  troubled(channel: Channel, trouble: Trouble): void;
}

export function lineOf(store: Store, onLine: (line: LineView) => void): Line {
  const waiting = store.db
    .prepare<[string], number>(`SELECT count(*) FROM refusal WHERE status = 'open' AND desk_code = ?`)
    .pluck();
  const channels: Record<Channel, 'unknown' | 'reached' | Trouble> = { push: 'unknown', feed: 'unknown' };
  let since = new Date().toISOString();
  let state: LineState = stateNow();

  function stateNow(): LineState {
    if (store.meta.get('lineOff') === true) return 'switchedOff';
    const troubles = Object.values(channels).filter((status) => typeof status === 'object');
    const signIn = troubles.find((trouble) => trouble.kind === 'signIn');
    if (signIn !== undefined) return signIn.why === 'revoked' ? 'revoked' : 'signInExpired';
    if (troubles.length > 0) return 'offline';
    return channels.feed === 'reached' ? 'online' : 'connecting';
  }

  function settle(): void {
    const next = stateNow();
    if (next === state) return;
    state = next;
    since = new Date().toISOString();
    onLine(view());
  }

  function view(): LineView {
    return { state, since, pending: store.journal.count(), refused: waiting.get(store.identity()?.desk ?? '') ?? 0 };
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
      channels[channel] = 'reached';
      settle();
    },
    troubled(channel, trouble) {
      channels[channel] = trouble;
      settle();
    },
  };
}

/** What an HTTP status says about the sign-in; anything else is an error that may pass. */
export function troubleOf(status: number, text: string): Trouble {
  const message = `${status} ${text.slice(0, 300)}`;
  if (status === 401) return { kind: 'signIn', why: 'expired', message };
  if (status === 403) return { kind: 'signIn', why: 'revoked', message };
  return { kind: 'error', message };
}
