import type { TFunction } from 'i18next';
import { formatDuration } from '#renderer/ui/format.ts';
import type { ReadSale } from './read-sale.ts';
import type { SaleForm } from './sale-form.ts';

/** What holding says that it does. */
export function holdSentence(
  read: Pick<ReadSale, 'seats' | 'rooms' | 'by'>,
  minutes: number,
  t: TFunction<'booking'>,
): string {
  const words = { what: whatWords(read, t), time: formatDuration(minutes * 60_000) };
  return read.by === 'approval' ? t('sale.sayApproval', words) : t('sale.sayHold', words);
}

/** What booking says that it does, with the money and the way it comes. */
export function bookSentence(
  read: Pick<ReadSale, 'seats' | 'rooms' | 'by'>,
  { method, money, channel }: { readonly method: SaleForm['method']; readonly money: string; readonly channel: string },
  t: TFunction<'booking'>,
): string {
  const what = whatWords(read, t);
  if (read.by === 'account') return t('sale.sayAccount', { what, money });
  if (read.by === 'channel') return t('sale.sayChannel', { what, channel, money });
  return t(`sale.say.${method}`, { what, money });
}

/** What is sold, in words: `2 seats and 1 room`. */
export function whatWords({ seats, rooms }: Pick<ReadSale, 'seats' | 'rooms'>, t: TFunction<'booking'>): string {
  const parts = [
    seats > 0 ? t('sale.seats', { count: seats }) : '',
    rooms > 0 ? t('sale.rooms', { count: rooms }) : '',
  ].filter(Boolean);
  return parts.length === 2 ? t('sale.and', { first: parts[0], second: parts[1] }) : (parts[0] ?? '');
}
