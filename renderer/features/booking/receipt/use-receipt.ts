import { useEffect, useState } from 'react';
import type { PrintView } from '#shared/rpc/print-view.ts';
import { call } from '#renderer/state/connection.ts';
import type { Paper } from './receipt-place.ts';

export type Reading =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'read'; readonly view: PrintView | null };

interface Read {
  readonly receiptId: string;
  readonly paper: Paper;
  readonly attempt: number;
  readonly reading: Reading;
}

/** What the next print of a receipt will say [M3]; looking at it counts for nothing. `again` reads it anew and keeps the old in sight until then. */
export function useReceipt(
  receiptId: string | null,
  paper: Paper,
): { readonly reading: Reading; readonly again: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [read, setRead] = useState<Read | null>(null);
  useEffect(() => {
    if (receiptId === null) return;
    let current = true;
    call('print.receipt', { receiptId, format: paper, purpose: 'preview' }).then(
      (view) => current && setRead({ receiptId, paper, attempt, reading: { state: 'read', view } }),
      () => current && setRead({ receiptId, paper, attempt, reading: { state: 'failed' } }),
    );
    return () => {
      current = false;
    };
  }, [receiptId, paper, attempt]);
  // What was read of another receipt or for another paper is not shown for this one, nor a failure while it is tried again.
  const own = read?.receiptId === receiptId && read.paper === paper;
  const stale = read?.reading.state === 'failed' && read.attempt !== attempt;
  return { reading: own && !stale ? read.reading : { state: 'loading' }, again: () => setAttempt((n) => n + 1) };
}
