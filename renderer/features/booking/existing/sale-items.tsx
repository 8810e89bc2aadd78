import { useTranslation } from 'react-i18next';
import type { BookingView } from '#shared/rpc/booking-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { BookingItemsView } from '#shared/rpc/sale-views.ts';
import { formatDay, formatMoney, formatSpan } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { departureWords } from '../departure-words.ts';
import { isAllDue } from '../money/due-now.ts';
import { nightsOf } from '../money/stay-price.ts';
import { GuestLine } from '../new/guest-line.tsx';
import sale from '../sale/sale.module.css';
import styles from './existing-booking.module.css';

export interface SaleOn {
  readonly booking: BookingView;
  readonly items: BookingItemsView;
  readonly lodge: LodgeView;
}

/** Bookings that came to an end for a reason. */
const over: ReadonlySet<string> = new Set(['CANCELLED', 'EXPIRED', 'DRAFT']);
const ended = new Set(['CANCELLED', 'EXPIRED', 'NO_SHOW']);

/** What a booking of several things is: who, each item with who travels, who sold it and what they earn. */
export function SaleItems({ booking, items, lodge }: SaleOn) {
  const { t } = useTranslation('booking');
  const { currency } = lodge.property;
  const money = (minor: number) => formatMoney(minor, currency, { code: true });
  const typeName = (id: string) => lodge.roomTypes.find((type) => type.id === id)?.name ?? '';
  const { commission } = items;
  const recalled =
    commission && commission.recalled > 0 ? t('sale.recalled', { money: money(commission.recalled) }) : '';
  const { balanceDueOn } = items;
  const allDue = isAllDue(items, lodge.property.businessDate);
  const balance = Math.max(0, booking.total - Math.max(booking.paid, allDue ? 0 : items.depositDue));
  const facts: readonly (readonly [string, string])[] = [
    [t('view.source'), [t(`source.${booking.source}`), booking.externalRef].filter(Boolean).join(' ')],
    [t('sale.soldBy'), [items.channel, items.agent].filter(Boolean).join(', ')],
    [t('sale.commission'), commission ? [money(commission.amount), recalled].filter(Boolean).join(', ') : ''],
    [t('sale.depositDue'), items.depositDue > 0 && !allDue ? money(items.depositDue) : ''],
    ...(balanceDueOn === null || balance === 0
      ? []
      : [[t('sale.balanceRow', { day: formatDay(balanceDueOn) }), money(balance)] as const]),
    [t('view.note'), booking.note],
  ];
  return (
    <section className={styles.section} aria-label={t('sale.items')}>
      <div className={styles.guest}>
        <GuestLine guest={booking.guest} />
      </div>
      <ul className={sale.items}>
        {items.seats.map((seats) => (
          <li key={seats.id} className={sale.item}>
            <div className={sale.head}>
              <span className={sale.mark}>
                <Icon name="departures" />
              </span>
              <span className={sale.name}>
                <b>{`${seats.product}, ${t('sale.seats', { count: seats.units })}`}</b>
                <span>
                  {[
                    departureWords(seats),
                    seats.variant,
                    seats.pax
                      .filter(({ count }) => count > 0)
                      .map(({ category, count }) =>
                        t(`sale.people.${category}`, { count, defaultValue: `${count} ${category}` }),
                      )
                      .join(', '),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {seats.travellers && <span>{seats.travellers}</span>}
                {seats.requirements && <span>{seats.requirements}</span>}
              </span>
              {ended.has(seats.status) && <Tag tone="gone">{t(`status.${statusOf(seats.status)}`)}</Tag>}
              {seats.overbooked > 0 && <Tag tone="late">{t('sale.overbooked')}</Tag>}
              <span className={sale.left}>
                <b>{formatMoney(seats.total, currency)}</b>
              </span>
            </div>
          </li>
        ))}
        {booking.stays.map((stay) => (
          <li key={stay.id} className={sale.item}>
            <div className={sale.head}>
              <span className={sale.mark}>
                <Icon name="bed" />
              </span>
              <span className={sale.name}>
                <b>
                  {[
                    typeName(stay.roomTypeId),
                    t('view.nights', { count: nightsOf(stay.arrival, stay.departure) }),
                  ].join(', ')}
                </b>
                <span>{formatSpan(stay.arrival, stay.departure)}</span>
              </span>
              {ended.has(stay.status) && <Tag tone="gone">{t(`status.${statusOf(stay.status)}`)}</Tag>}
              <span className={sale.left}>
                <b>
                  {formatMoney(
                    stay.nightly.reduce((sum, rate) => sum + rate, 0),
                    currency,
                  )}
                </b>
              </span>
            </div>
          </li>
        ))}
      </ul>
      <dl className={`${styles.facts} ${styles.saleFacts}`}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {booking.statusReason !== '' && over.has(booking.status) && (
        <p className={styles.ended}>
          <Icon name="ban" size="m" />
          {t('view.cancelledBecause', { reason: booking.statusReason })}
        </p>
      )}
    </section>
  );
}

function statusOf(status: string): 'CANCELLED' | 'EXPIRED' | 'NO_SHOW' {
  return status === 'EXPIRED' || status === 'NO_SHOW' ? status : 'CANCELLED';
}
