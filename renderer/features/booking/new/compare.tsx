import { useTranslation } from 'react-i18next';
import { useView } from '#renderer/state/use-view.ts';
import { formatMoney, formatSpan } from '#renderer/ui/format.ts';
import { useLodge } from '../use-lodge.ts';
import styles from '../sale/sale.module.css';
import type { BookingForm } from './form.ts';

/** The booking that is there beside the one about to be made: who, how to reach them, what, and what was paid [B5]. */
export function Compare({ bookingId, form }: { readonly bookingId: string; readonly form: BookingForm }) {
  const { t } = useTranslation('booking');
  const { value: booking } = useView('booking.get', { bookingId });
  const { value: items } = useView('booking.items', { bookingId });
  const lodge = useLodge();
  if (!booking || !items || !lodge) return null;
  const { currency } = lodge.property;
  const who = form.guest ?? form;
  const typeName = (id: string) => lodge.roomTypes.find((type) => type.id === id)?.name ?? '';
  const there = [
    ...booking.stays.map((stay) => `${typeName(stay.roomTypeId)}, ${formatSpan(stay.arrival, stay.departure)}`),
    ...items.seats.map(({ product, date, endsOn, units }) =>
      [`${product}, ${formatSpan(date, endsOn)}`, t('sale.seats', { count: units })].join(', '),
    ),
  ];
  const rows: readonly (readonly [string, string, string])[] = [
    [t('guest.name'), booking.guest.name, who.name],
    [t('guest.phone'), booking.guest.phone, who.phone],
    [t('guest.email'), booking.guest.email, who.email],
    [t('what.title'), there.join('; '), formatSpan(form.from, form.to)],
    [t('source.label'), t(`source.${booking.source}`), t(`source.${form.source}`)],
    [t('price.total'), formatMoney(booking.total, currency), ''],
    [t('view.paid'), formatMoney(booking.paid, currency), ''],
  ];
  return (
    <table className={styles.compare} aria-label={t('sale.compare')}>
      <thead>
        <tr>
          <th scope="col">{t(`status.${booking.status}`)}</th>
          <th scope="col">{`${t('sale.compareOther')}: ${booking.number}`}</th>
          <th scope="col">{t('sale.compareThis')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, other, own]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{other}</td>
            <td>{own}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
