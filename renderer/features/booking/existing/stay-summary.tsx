import { useTranslation } from 'react-i18next';
import { formatDay, formatSpan } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { nightsOf } from '../money/stay-price.ts';
import { GuestLine } from '../new/guest-line.tsx';
import type { ActOn } from './existing-booking.tsx';
import styles from './existing-booking.module.css';

/** Who stays, where, when, and what to know about it. Of several stays one is chosen. */
export function StaySummary({
  booking,
  stay,
  lodge,
  chosen,
  ofSale = false,
  onChoose,
}: ActOn & {
  readonly chosen: number;
  /** It is one item of a sale, which says who, by which way and why it ended itself. */
  readonly ofSale?: boolean;
  readonly onChoose: (index: number) => void;
}) {
  const { t } = useTranslation('booking');
  const typeName = (id: string) => lodge.roomTypes.find((type) => type.id === id)?.name ?? '';
  const room = lodge.rooms.find((each) => each.id === stay.roomId);
  const facts: readonly (readonly [string, string])[] = [
    [t('what.arrival'), formatDay(stay.arrival, 'full')],
    [t('what.departure'), formatDay(stay.departure, 'full')],
    [t('party.adults'), String(stay.adults)],
    [t('party.children'), String(stay.children)],
    [t('view.source'), ofSale ? '' : [t(`source.${booking.source}`), booking.externalRef].filter(Boolean).join(' ')],
    [t('view.expected'), stay.expectedAt],
    [t('view.wishes'), stay.wishes],
    [t('view.note'), ofSale ? '' : booking.note],
  ];
  return (
    <section className={styles.section} aria-label={t('view.stay')}>
      {ofSale ? (
        <h2>{t('view.stay')}</h2>
      ) : (
        <div className={styles.guest}>
          <GuestLine guest={booking.guest} />
        </div>
      )}
      {booking.stays.length > 1 && (
        <div className={styles.stays} role="group" aria-label={t('view.stay')}>
          {booking.stays.map((each, index) => (
            <button key={each.id} type="button" aria-pressed={index === chosen} onClick={() => onChoose(index)}>
              {`${typeName(each.roomTypeId)}, ${formatSpan(each.arrival, each.departure)}`}
            </button>
          ))}
        </div>
      )}
      <div className={styles.room}>
        <span className={styles.mark}>
          <Icon name="bed" />
        </span>
        <span className={styles.roomName}>
          <b>
            {room ? `${t('view.room')} ${room.number}` : t('view.noRoom')}
            {', '}
            {t('view.nights', { count: nightsOf(stay.arrival, stay.departure) })}
          </b>
          <span>{typeName(stay.roomTypeId)}</span>
        </span>
        {stay.locked && room && (
          <Tag tone="outline" icon="lock">
            {t('view.lockedRoom', { room: room.number })}
          </Tag>
        )}
        {room && stay.can.includes('checkIn') && (
          <Tag tone={room.status === 'VACANT_CLEAN' || room.status === 'INSPECTED' ? 'house' : 'out'}>
            {t(`roomIs.${room.status}`)}
          </Tag>
        )}
        {!room && stay.can.includes('checkIn') && <Tag tone="out">{t('view.noRoom')}</Tag>}
      </div>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {booking.status === 'CANCELLED' && !ofSale && (
        <p className={styles.ended}>
          <Icon name="ban" size="m" />
          {t('view.cancelledBecause', { reason: booking.statusReason })}
        </p>
      )}
    </section>
  );
}
