import type { TFunction } from 'i18next';

/** What may be taken, in a word: free to all and, apart, what of it is this desk's own allotment [S32]. */
export function freeWords(mine: number, promised: number, t: TFunction<'booking'>): string {
  const own = Math.min(mine, promised);
  return own === 0 ? t('sale.freeOnly', { count: mine }) : t('sale.freeAndYours', { free: mine - own, count: own });
}
