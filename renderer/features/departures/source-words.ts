import type { TFunction } from 'i18next';
import type { BookingSource } from '#shared/schema/words.ts';

/** Where a booking came from, in the reader's words. */
export function sourceWords(t: TFunction<'departures'>, source: BookingSource): string {
  return t(`sources.${source}`);
}
