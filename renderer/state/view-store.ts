import { create } from 'zustand';
import type { InputOf, OutputOf } from '#shared/rpc/contract.ts';
import { RpcError } from '#shared/rpc/rpc-error.ts';
import { call } from './connection.ts';
import { tooManyIdle } from './kept-views.ts';
import { sameValue } from './same-value.ts';
import { type ViewMethod, concerns } from './view-entities.ts';

/** A view as the screens hold it. While it is read again the old value stays, so that nothing jumps. */
export interface ViewEntry<T = unknown> {
  readonly value: T | undefined;
  readonly error: RpcError | null;
  /** A reading is under way. */
  readonly fetching: boolean;
}

const nothingYet: ViewEntry<never> = { value: undefined, error: null, fetching: false };

interface Asked {
  readonly method: ViewMethod;
  readonly input: unknown;
  readers: number;
  /** Changed since its reading began: once read, and if it is shown, it is read once more. */
  stale: boolean;
  /** Read before anybody asked to see it, and nothing has changed since: to show it needs no reading. */
  ahead: boolean;
}

const asked = new Map<string, Asked>();
/** Grows when the person changes: an answer of before is not shown to whoever sits here now. */
let era = 0;
export const useViews = create<Readonly<Record<string, ViewEntry>>>(() => ({}));

export function viewKey(method: ViewMethod, input: unknown): string {
  return `${method} ${JSON.stringify(input)}`;
}

export function viewEntry<M extends ViewMethod>(
  views: Readonly<Record<string, ViewEntry>>,
  key: string,
): ViewEntry<OutputOf<M>> {
  // Only `read` writes an entry, with the answer of the method that the key begins with.
  return (views[key] as ViewEntry<OutputOf<M>> | undefined) ?? nothingYet;
}

/** A screen begins to show the view: it is read, and read again on changes until {@link release}. */
export function hold<M extends ViewMethod>(method: M, input: InputOf<M>): string {
  const key = viewKey(method, input);
  const known = asked.get(key) ?? { method, input, readers: 0, stale: false, ahead: false };
  known.readers += 1;
  asked.delete(key);
  asked.set(key, known);
  const { ahead } = known;
  known.ahead = false;
  if (!ahead && !viewEntry(useViews.getState(), key).fetching) void read(key);
  return key;
}

/**
 * Reads a view that is likely to be shown next, so that it is there at once. What changes meanwhile is not read again
 * until somebody holds the view: it is shown as it is and mended behind. A view that is known already is left alone.
 */
export function prefetch<M extends ViewMethod>(method: M, input: InputOf<M>): void {
  const key = viewKey(method, input);
  if (asked.has(key)) return;
  const known: Asked = { method, input, readers: 0, stale: false, ahead: true };
  asked.set(key, known);
  forgetIdle();
  void read(key).then(() => {
    // Whoever asks for it then shall not find the failure of a reading that nobody asked for.
    if (known.readers === 0 && viewEntry(useViews.getState(), key).error !== null) forget([key]);
  });
}

export function release(key: string): void {
  const known = asked.get(key);
  if (!known) return;
  known.readers -= 1;
  // Shown last, forgotten last.
  asked.delete(key);
  asked.set(key, known);
  forgetIdle();
}

function forgetIdle(): void {
  const idle = [...asked].flatMap(([idleKey, { method, readers }]) =>
    readers === 0 ? [{ key: idleKey, method }] : [],
  );
  forget(tooManyIdle(idle));
}

/** Reads a held view again, now. */
export function refetch(key: string): void {
  void read(key);
}

/** Rows changed: read again what is shown and made of them. */
export function revalidate(entities: readonly string[]): void {
  for (const [key, known] of asked) if (concerns(known.method, entities)) readOrMark(key, known);
}

/** After a new wire, or another person: everything that is shown is read again. */
export function revalidateAll(): void {
  for (const [key, known] of asked) readOrMark(key, known);
}

/** What is shown is read again; what only lies ready is no longer ahead, and is read again once it is shown. */
function readOrMark(key: string, known: Asked): void {
  known.ahead = false;
  if (known.readers > 0) void read(key);
  else known.stale = true;
}

/** Nothing that one person saw stays behind for the next. */
export function forgetViews(): void {
  era += 1;
  for (const known of asked.values()) known.ahead = false;
  useViews.setState({}, true);
}

async function read(key: string): Promise<void> {
  const known = asked.get(key);
  if (!known) return;
  const entry = viewEntry(useViews.getState(), key);
  if (entry.fetching) {
    known.stale = true;
    return;
  }
  known.stale = false;
  const begun = era;
  write(key, { ...entry, fetching: true });
  try {
    // The input was given with its method to `hold`, which is typed.
    const value = await call(known.method, known.input as InputOf<ViewMethod>);
    const { value: before } = viewEntry(useViews.getState(), key);
    // An answer that says the same is the same object: nothing that shows it has to be drawn again.
    if (begun === era) write(key, { value: sameValue(before, value) ? before : value, error: null, fetching: false });
  } catch (error) {
    const cause = error instanceof RpcError ? error : new RpcError('internal', String(error));
    if (begun === era) write(key, { ...viewEntry(useViews.getState(), key), error: cause, fetching: false });
  }
  if (known.stale && known.readers > 0) await read(key);
}

function write(key: string, entry: ViewEntry): void {
  if (asked.has(key)) useViews.setState({ [key]: entry });
}

function forget(keys: readonly string[]): void {
  if (keys.length === 0) return;
  keys.forEach((key) => asked.delete(key));
  const kept = Object.entries(useViews.getState()).filter(([key]) => asked.has(key));
  useViews.setState(Object.fromEntries(kept), true);
}
