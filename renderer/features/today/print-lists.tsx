import { useTranslation } from 'react-i18next';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { DayRow, TodayView } from '#shared/rpc/today-views.ts';
import { useClock } from '#renderer/state/use-clock.ts';
import { formatDay, formatMoney } from '#renderer/ui/format.ts';
import styles from './print-lists.module.css';

/** Arrivals and departures on paper, for the counter when the screen is dark. Only the printer sees it. */
export function PrintLists({ day, lodge }: { readonly day: TodayView; readonly lodge: LodgeView }) {
  const { t } = useTranslation('today');
  const { currency } = lodge.property;
  const promiseOf = ({ bar }: DayRow) => (bar.guaranteed ? t('guaranteed') : bar.tentative ? t('tentative') : '');
  const table = (title: string, rows: readonly DayRow[]) => (
    <section>
      <h2>{`${title}, ${rows.length}`}</h2>
      <table>
        <thead>
          <tr>
            <th>{t('arrivals.room')}</th>
            <th>{t('arrivals.guest')}</th>
            <th>{t('arrivals.pax')}</th>
            <th>{t('arrivals.nights')}</th>
            <th>{t('arrivals.expected')}</th>
            <th>{t('arrivals.unpaid', { currency })}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.bar.id}>
              <td>{row.roomNumber ?? t('noRoom')}</td>
              <td>{[row.bar.name, row.bar.country, promiseOf(row), row.bar.wishes].filter(Boolean).join(', ')}</td>
              <td>{row.bar.adults + row.bar.children}</td>
              <td>{row.nights}</td>
              <td>{row.bar.expectedAt}</td>
              <td>{row.bar.unpaid > 0 ? formatMoney(row.bar.unpaid, currency) : t('paid')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
  return (
    <div className={styles.paper} aria-hidden="true">
      <h1>{`${lodge.property.name} · ${formatDay(day.businessDate, 'full')}`}</h1>
      <PrintedAt zone={lodge.property.zone} />
      {table(t('arrivals.title'), day.arrivals)}
      {table(t('departures.title'), day.departures)}
    </div>
  );
}

function PrintedAt({ zone }: { readonly zone: string }) {
  const { t } = useTranslation('today');
  return <p>{t('print.printedAt', { at: useClock(zone) })}</p>;
}
