import { useTranslation } from 'react-i18next';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { DayRow } from '#shared/rpc/today-views.ts';
import { Card } from '#renderer/ui/card.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { formatDay, formatMoney } from '#renderer/ui/format.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { DayActs } from './day-acts.ts';
import { GuestCell, UnpaidCell } from './guest-cell.tsx';
import { RowButton } from './row-button.tsx';
import { departureAction } from './row-action.ts';
import styles from './today.module.css';
import type { Rows } from './use-rows.ts';

export interface DeparturesCardProps {
  readonly departures: readonly DayRow[];
  readonly departed: number;
  readonly lodge: LodgeView;
  readonly acts: DayActs;
  readonly rows: Rows;
  /** No arrival is in the list above: the keys begin here. */
  readonly first: boolean;
}

/** Who is still to go: whoever should have gone before is on top. */
export function DeparturesCard({ departures, departed, lodge, acts, rows, first }: DeparturesCardProps) {
  const { t } = useTranslation('today');
  const { currency, checkOutTime: time } = lodge.property;
  return (
    <Card title={t('departures.title')} count={t('departures.count', { toGo: departures.length, departed })}>
      {departures.length === 0 ? (
        <EmptyState
          icon="departuresOut"
          title={t('departures.empty')}
          hint={departed > 0 ? t('departures.emptyHint') : undefined}
        />
      ) : (
        <table className={`${styles.table} ${styles.departures}`} aria-label={t('departures.title')}>
          <thead>
            <tr>
              <th>{t('arrivals.room')}</th>
              <th>{t('arrivals.guest')}</th>
              <th>{t('departures.state')}</th>
              <th>{t('departures.leaves')}</th>
              <th className={styles.number}>{t('arrivals.unpaid', { currency })}</th>
              <th>
                <span className="spoken-only">{t('act.checkOut')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {departures.map((row, index) => {
              const { bar } = row;
              const late = bar.state === 'overdue';
              const money = formatMoney(bar.unpaid, currency);
              return (
                <tr key={bar.id} data-stay={bar.stayId}>
                  <td>
                    <b className={styles.room}>{row.roomNumber ?? '–'}</b>
                  </td>
                  <td>
                    <button
                      type="button"
                      className={styles.name}
                      data-row
                      tabIndex={rows.current === bar.stayId || (first && rows.current === null && index === 0) ? 0 : -1}
                      onFocus={() => rows.focus(bar.stayId)}
                      onClick={() => acts.open(row)}
                    >
                      <GuestCell row={row} />
                    </button>
                  </td>
                  <td>
                    <Tag tone={late ? 'late' : 'out'} icon={late ? 'alarm' : 'departuresOut'}>
                      {t(late ? 'overdue' : 'dueOut')}
                    </Tag>
                  </td>
                  <td className={styles.second}>
                    {late
                      ? t('departures.since', { date: formatDay(bar.to, 'short'), time })
                      : t('departures.by', { time })}
                  </td>
                  <td className={styles.number}>
                    <UnpaidCell
                      unpaid={bar.unpaid}
                      words={money}
                      label={t('act.takeFrom', { money, guest: bar.name })}
                      onTake={() => acts.take(row)}
                    />
                  </td>
                  <td className={styles.acts}>
                    <RowButton
                      row={row}
                      action={departureAction(row)}
                      acts={acts}
                      currency={currency}
                      current={rows.current === bar.stayId}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Card>
  );
}
