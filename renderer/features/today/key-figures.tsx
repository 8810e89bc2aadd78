import { useTranslation } from 'react-i18next';
import type { TodayView } from '#shared/rpc/today-views.ts';
import { formatMoney } from '#renderer/ui/format.ts';
import { Icon, type IconName } from '#renderer/ui/icon.tsx';
import styles from './today.module.css';

/** The day in six figures. What is late or owed is tinted, and only while there is any. */
export function KeyFigures({ day, currency }: { readonly day: TodayView; readonly currency: string }) {
  const { t } = useTranslation('today');
  const late = [...day.departures, ...day.arrivals].filter(({ bar }) => bar.state === 'overdue');
  const firstLate = late[0];
  const lateWords = firstLate
    ? [firstLate.roomNumber, firstLate.bar.name].filter(Boolean).join(', ')
    : t('figures.none');
  const without = day.arrivals.length - day.arrivalRooms;
  return (
    <dl className={styles.figures} aria-label={t('figures.label')}>
      <Figure
        icon="arrivalsIn"
        name={t('figures.arrivals')}
        value={String(day.arrivals.length + day.arrived)}
        note={t('figures.arrived', { count: day.arrived })}
      />
      <Figure
        icon="bed"
        name={t('figures.inHouse')}
        value={String(day.inHouse)}
        note={t('figures.guests', { count: day.guestsInHouse })}
      />
      <Figure
        icon="departuresOut"
        name={t('figures.departures')}
        value={String(day.departures.length + day.departed)}
        note={t('figures.departed', { count: day.departed })}
      />
      <Figure
        icon="check"
        name={t('figures.ready')}
        value={t('figures.readyOf', { ready: day.arrivalRoomsReady, rooms: day.arrivals.length })}
        note={without > 0 ? t('figures.noRoom', { count: without }) : t('figures.allRooms')}
      />
      <Figure
        icon="warning"
        name={t('figures.overdue')}
        value={String(late.length)}
        note={lateWords}
        tone={late.length > 0 ? styles.late : undefined}
      />
      <Figure
        icon="coins"
        name={t('figures.unpaid')}
        value={formatMoney(day.unpaidToday, currency, { code: true, decimals: 'never' })}
        note={t('figures.folios', { count: day.unpaidFolios })}
        tone={day.unpaidToday > 0 ? styles.owed : undefined}
      />
    </dl>
  );
}

function Figure({
  icon,
  name,
  value,
  note,
  tone,
}: {
  readonly icon: IconName;
  readonly name: string;
  readonly value: string;
  readonly note: string;
  readonly tone?: string;
}) {
  return (
    <div className={`${styles.figure} ${tone ?? ''}`}>
      <dt>
        <Icon name={icon} size="m" />
        {name}
      </dt>
      <dd>
        <b>{value}</b>
        <span title={note}>{note}</span>
      </dd>
    </div>
  );
}
