import type { TFunction } from 'i18next';
import type { PaxCount } from '#shared/schema/inventory-values.ts';

/** Travellers by category: `2 adults, 1 child`; a word of the house's own stands as it is. */
export function paxWords(t: TFunction<'departures'>, pax: readonly PaxCount[]): string {
  return pax
    .filter(({ count }) => count > 0)
    .map(({ category, count }) => {
      if (category === 'adult') return t('pax.adult', { count });
      if (category === 'child') return t('pax.child', { count });
      return `${count} ${category}`;
    })
    .join(', ');
}
