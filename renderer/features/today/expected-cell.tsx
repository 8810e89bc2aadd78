import { useTranslation } from 'react-i18next';
import type { DayRow } from '#shared/rpc/today-views.ts';
import { formatDay } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from './today.module.css';

/** When they are expected: the hour, or the day for whoever should have come before today. */
export function ExpectedCell({ bar }: Pick<DayRow, 'bar'>) {
  const { t } = useTranslation('today');
  if (bar.state !== 'overdue') return bar.expectedAt || '–';
  const day = formatDay(bar.from, 'short');
  return (
    <span className={`${styles.state} ${styles.bad}`} title={t('arrivals.since', { date: day })}>
      <Icon name="alarm" size="s" label={t('overdue')} />
      {day}
    </span>
  );
}
