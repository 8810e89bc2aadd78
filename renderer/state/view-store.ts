import { create } from 'zustand';
import type { InputOf, OutputOf } from '#shared/rpc/contract.ts';
import { RpcError } from '#shared/rpc/rpc-error.ts';
import { call } from './connection.ts';
import { tooManyIdle } from './kept-views.ts';
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
  /** Changed while it was being read: read once more. */
  stale: boolean;
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
  const known = asked.get(key) ?? { method, input, readers: 0, stale: false };
  known.readers += 1;
  asked.delete(key);
  asked.set(key, known);
  if (!viewEntry(useViews.getState(), key).fetching) void read(key);
  return key;
}

export function release(key: string): void {
  const known = asked.get(key);
  if (!known) return;
  known.readers -= 1;
  const idle = [...asked].flatMap(([idleKey, { method, readers }]) =>
    readers === 0 ? [{ key: idleKey, method }] : [],
  );
  const forgotten = tooManyIdle(idle);
  forgotten.forEach((each) => asked.delete(each));
  if (forgotten.length) dropEntries(new Set(forgotten));
}

/** Reads a held view again, now. */
export function refetch(key: string): void {
  void read(key);
}

/** Rows changed: read again what is shown and made of them. */
export function revalidate(entities: readonly string[]): void {
  for (const [key, { method, readers }] of asked) if (readers > 0 && concerns(method, entities)) void read(key);
}

/** After a new wire, or another person: everything that is shown is read again. */
export function revalidateAll(): void {
  for (const [key, { readers }] of asked) if (readers > 0) void read(key);
}

/** Nothing that one person saw stays behind for the next. */
export function forgetViews(): void {
  era += 1;
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
    if (begun === era) write(key, { value, error: null, fetching: false });
  } catch (error) {
    const cause = error instanceof RpcError ? error : new RpcError('internal', String(error));
    if (begun === era) write(key, { ...viewEntry(useViews.getState(), key), error: cause, fetching: false });
  }
  if (known.stale && known.readers > 0) await read(key);
}

function write(key: string, entry: ViewEntry): void {
  if (asked.has(key)) useViews.setState({ [key]: entry });
}

function dropEntries(keys: ReadonlySet<string>): void {
  const kept = Object.entries(useViews.getState()).filter(([key]) => !keys.has(key));
  useViews.setState(Object.fromEntries(kept), true);
}
