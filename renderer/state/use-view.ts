import { useCallback, useEffect } from 'react';
import type { InputOf, OutputOf } from '#shared/rpc/contract.ts';
import type { RpcError } from '#shared/rpc/rpc-error.ts';
import type { ViewMethod } from './view-entities.ts';
import { hold, refetch, release, useViews, viewEntry, viewKey } from './view-store.ts';

export interface View<T> {
  /** Undefined until the first answer; kept while it is read again. */
  readonly value: T | undefined;
  /** Why the last reading failed; the older value may still stand beside it. */
  readonly error: RpcError | null;
  /** Nothing to show yet, and no error: draw the empty places. */
  readonly loading: boolean;
  readonly fetching: boolean;
  readonly refetch: () => void;
}

/** Shows a view of the services and follows its changes. The same view on two places is read once. `null` as input asks nothing. */
export function useView<M extends ViewMethod>(method: M, input: InputOf<M> | null): View<OutputOf<M>> {
  const key = input === null ? '' : viewKey(method, input);
  const entry = useViews((views) => viewEntry<M>(views, key));
  useEffect(() => {
    if (input === null) return;
    const held = hold(method, input);
    return () => release(held);
    // The key says method and input by value; the input object itself is new on every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  const again = useCallback(() => refetch(key), [key]);
  return {
    value: entry.value,
    error: entry.error,
    loading: entry.value === undefined && entry.error === null && input !== null,
    fetching: entry.fetching,
    refetch: again,
  };
}
