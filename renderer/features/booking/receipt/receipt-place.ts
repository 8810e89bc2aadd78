import { currentPlace, searchTo, usePlace } from '#renderer/state/router.ts';

export type Paper = '80mm' | 'A4';

/** The receipt that lies open for printing. It is part of the address (`receipt`, `paper`), so that any screen can open one and Back closes it. */
export function useReceiptPlace(): { readonly receiptId: string | null; readonly paper: Paper } {
  const { search } = usePlace();
  return { receiptId: search.get('receipt'), paper: search.get('paper') === 'A4' ? 'A4' : '80mm' };
}

/** Shows a receipt as it will come out of the printer; what lies open stays below it. */
export function previewReceipt(receiptId: string, paper: Paper = '80mm'): void {
  const search = new URLSearchParams(currentPlace().search);
  search.set('receipt', receiptId);
  search.set('paper', paper);
  searchTo(search);
}

export function closePreview(): void {
  const search = new URLSearchParams(currentPlace().search);
  search.delete('receipt');
  search.delete('paper');
  searchTo(search);
}
