import type { LineState, LineView } from '#shared/rpc/views.ts';
import type { Store } from '#main/store/open-store.ts';

/** How an exchange with the server went wrong. */
export type Trouble =
  | { readonly kind: 'unreachable'; readonly message: string }
  | { readonly kind: 'signIn'; readonly why: 'expired' | 'revoked'; readonly message: string }
  | { readonly kind: 'error'; readonly message: string };

/** The state of the line, put together from what the push and the feed meet [S12]. */
export interface Line {
  readonly lastError: string | null;
  view(): LineView;
  /** Whether a person has left the line in. */
  isIn(): boolean;
  setIn(on: boolean): void;
  connecting(): void;
  reached(): void;
  troubled(trouble: Trouble): void;
}

export function lineOf(store: Store, onLine: (line: LineView) => void): Line {
  const waiting = store.db
    .prepare<[string], number>(`SELECT count(*) FROM refusal WHERE status = 'open' AND desk_code = ?`)
    .pluck();
  let since = new Date().toISOString();
  let lastError: string | null = null;
  let state: LineState = stateAtStart(store);
  const become = (next: LineState) => {
    if (next === state) return;
    state = next;
    since = new Date().toISOString();
    onLine(line.view());
  };
  const line: Line = {
    get lastError() {
      return lastError;
    },
    view: () => ({
      state,
      since,
      pending: store.journal.count(),
      refused: waiting.get(store.identity()?.desk ?? '') ?? 0,
    }),
    isIn: () => store.meta.get('lineOff') !== true,
    setIn(on) {
      store.meta.set('lineOff', !on);
      become(on ? 'connecting' : 'switchedOff');
    },
    connecting() {
      if (line.isIn() && state !== 'online') become('connecting');
    },
    reached() {
      lastError = null;
      if ((store.meta.get('signIn') ?? 'ok') !== 'ok') store.meta.set('signIn', 'ok');
      if (line.isIn()) become('online');
    },
    troubled(trouble) {
      lastError = trouble.message;
      if (trouble.kind === 'signIn') store.meta.set('signIn', trouble.why);
      if (!line.isIn()) return;
      if (trouble.kind === 'signIn') become(trouble.why === 'revoked' ? 'revoked' : 'signInExpired');
      else become('offline');
    },
  };
  return line;
}

/** What an HTTP status says about the sign-in; anything else is an error that may pass. */
export function troubleOf(status: number, text: string): Trouble {
  const message = `${status} ${text.slice(0, 300)}`;
  if (status === 401) return { kind: 'signIn', why: /revoked/i.test(text) ? 'revoked' : 'expired', message };
  if (status === 403) return { kind: 'signIn', why: 'revoked', message };
  return { kind: 'error', message };
}

function stateAtStart(store: Store): LineState {
  if (store.meta.get('lineOff') === true) return 'switchedOff';
  return 'connecting';
}
