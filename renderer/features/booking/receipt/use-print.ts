import i18next from 'i18next';
import { useState } from 'react';
import { call } from '#renderer/state/connection.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import type { Paper } from './receipt-place.ts';

/** A document on its way to the printer; `n` tells one print from the next. */
export interface Printing {
  readonly n: number;
  readonly html: string;
}

/** Prints a receipt: counted first [M3], so that no paper leaves the desk which the count does not know. `onCounted` hears of it. */
export function usePrint(onCounted: () => void): {
  readonly printing: Printing | null;
  readonly busy: boolean;
  readonly print: (receiptId: string, paper: Paper) => void;
} {
  const [printing, setPrinting] = useState<Printing | null>(null);
  const [busy, setBusy] = useState(false);
  const print = async (receiptId: string, paper: Paper) => {
    if (busy) return;
    setBusy(true);
    try {
      const view = await call('print.receipt', { receiptId, format: paper, purpose: 'print' });
      if (view) setPrinting((last) => ({ n: (last?.n ?? 0) + 1, html: view.html }));
      onCounted();
    } catch {
      showToast({ tone: 'failed', text: i18next.t('booking:receipt.notPrinted') });
    }
    setBusy(false);
  };
  return { printing, busy, print: (receiptId, paper) => void print(receiptId, paper) };
}
