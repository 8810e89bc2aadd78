import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DepartureCell, ProductLine } from '#shared/rpc/departure-views.ts';
import { isGuaranteed } from '#shared/tours/departure-status.ts';
import { formatDay } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { CapacityBar } from '../capacity-bar.tsx';
import { freeOf, statusLook } from '../status-look.ts';
import styles from './departure-list.module.css';
import { useVisibleRows } from './visible-rows.ts';

/** Px, as in departure-list.module.css. */
const ROW = 36;
const HEAD = 32;

export interface DepartureListProps {
  readonly departures: readonly DepartureCell[];
  readonly products: readonly ProductLine[];
  readonly businessDate: string;
  readonly onOpen: (departureId: string) => void;
  readonly onBelow: (rows: number) => void;
}

/** The departures of a month one under another, in the order of the clock. */
export function DepartureList({ departures, products, businessDate, onOpen, onBelow }: DepartureListProps) {
  const { t } = useTranslation('departures');
  const scroller = useRef<HTMLDivElement>(null);
  const names = useMemo(() => new Map(products.map(({ id, name }) => [id, name])), [products]);
  const seen = useVisibleRows(scroller, departures.length, ROW, HEAD);
  useEffect(() => onBelow(seen.below), [onBelow, seen.below]);
  // It begins where the day is: what has departed lies above.
  const today = departures.findIndex(({ date }) => date >= businessDate);
  useEffect(() => {
    if (scroller.current && today > 0) scroller.current.scrollTop = today * ROW;
  }, [today]);
  return (
    <div className={styles.scroller} ref={scroller}>
      <table className={styles.list} aria-label={t('title')} aria-rowcount={departures.length + 1}>
        <thead>
          <tr>
            <th>{t('list.day')}</th>
            <th>{t('list.time')}</th>
            <th>{t('product')}</th>
            <th>{t('list.status')}</th>
            <th className={styles.figure}>{t('takenOfSellable')}</th>
            <th aria-label={t('capacity.title')} />
            <th className={styles.figure}>{t('figures.free')}</th>
            <th className={styles.figure}>{t('figures.held')}</th>
            <th className={styles.figure}>{t('list.waiting')}</th>
            <th>{t('list.minimum')}</th>
            <th>{t('list.guide')}</th>
          </tr>
        </thead>
        <tbody>
          {seen.first > 0 && <tr aria-hidden="true" style={{ height: seen.first * ROW }} />}
          {departures.slice(seen.first, seen.end).map((each, index) => (
            <ListRow
              key={each.id}
              departure={each}
              at={seen.first + index}
              product={names.get(each.productId) ?? ''}
              newDay={departures[seen.first + index - 1]?.date !== each.date}
              today={each.date === businessDate}
              onOpen={onOpen}
            />
          ))}
          {seen.end < departures.length && (
            <tr aria-hidden="true" style={{ height: (departures.length - seen.end) * ROW }} />
          )}
        </tbody>
      </table>
    </div>
  );
}

interface ListRowProps {
  readonly departure: DepartureCell;
  readonly at: number;
  readonly product: string;
  /** The first of its day: the day is said once. */
  readonly newDay: boolean;
  readonly today: boolean;
  readonly onOpen: (departureId: string) => void;
}

function ListRow({ departure, at, product, newDay, today, onOpen }: ListRowProps) {
  const { t } = useTranslation('departures');
  const { total, blocked, held, confirmed, status, minParticipants, waiting, tentative, promised } = departure;
  const past = status === 'DEPARTED' || status === 'CANCELLED';
  const names = [newDay && styles.newDay, today && styles.today, past && styles.past];
  return (
    <tr className={names.filter(Boolean).join(' ')} aria-rowindex={at + 2}>
      <td>{newDay ? formatDay(departure.date) : <span className="spoken-only">{formatDay(departure.date)}</span>}</td>
      <td>{departure.time}</td>
      <td>
        <button type="button" className={styles.name} onClick={() => onOpen(departure.id)}>
          {product}
        </button>
        {tentative > 0 && (
          <Tag tone="tent" icon="cloudOff">
            {t('tentativeSeats', { count: tentative })}
          </Tag>
        )}
      </td>
      <td>
        <Tag {...statusLook[status]}>{t(`status.${status}`)}</Tag>
      </td>
      <td className={styles.figure}>
        <b>{held + confirmed}</b> / {total - blocked}
      </td>
      <td>
        <CapacityBar size="row" confirmed={confirmed} held={held} of={total - blocked} past={past} />
      </td>
      <td className={styles.figure}>
        {past ? '' : Math.max(0, freeOf(departure))}
        {promised > 0 && !past && (
          <span className={styles.own} title={t('own', { count: promised })}>
            <Icon name="shield" size="s" label={t('own', { count: promised })} />
            {promised}
          </span>
        )}
      </td>
      <td className={styles.figure}>{held || ''}</td>
      <td className={styles.figure}>{waiting || ''}</td>
      <td>
        {minParticipants > 0 && !past && (
          <span className={isGuaranteed(departure, departure) ? styles.reached : styles.missing}>
            <Icon name={isGuaranteed(departure, departure) ? 'check' : 'warning'} size="m" />
            {isGuaranteed(departure, departure)
              ? t('minimum.runs')
              : t('minimum.missing', { count: minParticipants - confirmed, of: minParticipants })}
          </span>
        )}
      </td>
      <td className={styles.guide}>{departure.guide}</td>
    </tr>
  );
}
