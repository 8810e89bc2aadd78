import { useTranslation } from 'react-i18next';
import { useView } from '#renderer/state/use-view.ts';
import { formatMoney } from '#renderer/ui/format.ts';
import { SideBySide, itemsInWords } from '../side-by-side.tsx';
import { useLodge } from '../use-lodge.ts';
import type { BookingForm } from './form.ts';

export interface CompareProps {
  readonly bookingId: string;
  readonly form: BookingForm;
  /** What is about to be booked, in words. */
  readonly what: string;
}

/** The booking that is there beside the one about to be made: who, how to reach them, what, and what was paid [B5]. */
export function Compare({ bookingId, form, what }: CompareProps) {
  const { t } = useTranslation('booking');
  const { value: booking } = useView('booking.get', { bookingId });
  const { value: items } = useView('booking.items', { bookingId });
  const lodge = useLodge();
  if (!booking || !items || !lodge) return null;
  const { currency } = lodge.property;
  const who = form.guest ?? form;
  return (
    <SideBySide
      label={t('sale.compare')}
      heads={[t(`status.${booking.status}`), `${t('sale.compareOther')}: ${booking.number}`, t('sale.compareThis')]}
      rows={[
        [t('guest.name'), booking.guest.name, who.name],
        [t('guest.phone'), booking.guest.phone, who.phone],
        [t('guest.email'), booking.guest.email, who.email],
        [t('what.title'), itemsInWords(booking, items, lodge, t), what],
        [t('source.label'), t(`source.${booking.source}`), t(`source.${form.source}`)],
        [t('price.total'), formatMoney(booking.total, currency), ''],
        [t('view.paid'), formatMoney(booking.paid, currency), ''],
      ]}
    />
  );
}
