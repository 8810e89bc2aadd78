import { useTranslation } from 'react-i18next';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { DayRow } from '#shared/rpc/today-views.ts';
import { Card } from '#renderer/ui/card.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { Icon, type IconName } from '#renderer/ui/icon.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { DayActs } from './day-acts.ts';
import { ExpectedCell } from './expected-cell.tsx';
import { GuestCell, UnpaidCell } from './guest-cell.tsx';
import { WaitsFor } from './waits-for.tsx';
import { RowButton } from './row-button.tsx';
import { arrivalAction } from './row-action.ts';
import type { ArrivalOrder } from './row-order.ts';
import styles from './today.module.css';
import type { Rows } from './use-rows.ts';

export interface ArrivalsCardProps {
  readonly arrivals: readonly DayRow[];
  readonly arrived: number;
  readonly lodge: LodgeView;
  readonly acts: DayActs;
  readonly rows: Rows;
  readonly order: ArrivalOrder;
  readonly onOrder: (order: ArrivalOrder) => void;
}

const roomLooks: Readonly<Record<NonNullable<DayRow['roomStatus']>, readonly [IconName, string | undefined]>> = {
  VACANT_CLEAN: ['check', styles.good],
  INSPECTED: ['check', styles.good],
  VACANT_DIRTY: ['sparkles', styles.warn],
  OCCUPIED: ['bed', styles.warn],
  OOS: ['wrench', styles.warn],
  OOO: ['wrench', styles.bad],
};

/** Who is still to come, and whether the room is there for them. */
export function ArrivalsCard({ arrivals, arrived, lodge, acts, rows, order, onOrder }: ArrivalsCardProps) {
  const { t } = useTranslation('today');
  const { currency } = lodge.property;
  const typeName = (id: string) => lodge.roomTypes.find((type) => type.id === id)?.name ?? '';
  return (
    <Card
      title={t('arrivals.title')}
      count={t('arrivals.count', { toCome: arrivals.length, arrived })}
      actions={
        <Segmented
          size="small"
          label={t('arrivals.order')}
          value={order}
          options={[
            { value: 'time', label: t('arrivals.byTime') },
            { value: 'room', label: t('arrivals.byRoom') },
          ]}
          onChange={onOrder}
        />
      }
    >
      {arrivals.length === 0 ? (
        <EmptyState
          icon="arrivalsIn"
          title={t('arrivals.empty')}
          hint={arrived > 0 ? t('arrivals.emptyHint') : undefined}
        />
      ) : (
        <table className={`${styles.table} ${styles.arrivals}`} aria-label={t('arrivals.title')}>
          <thead>
            <tr>
              <th>{t('arrivals.room')}</th>
              <th>{t('arrivals.guest')}</th>
              <th className={styles.number}>{t('arrivals.pax')}</th>
              <th className={styles.number}>{t('arrivals.nights')}</th>
              <th>{t('arrivals.expected')}</th>
              <th>{t('arrivals.roomIs')}</th>
              <th className={styles.number}>{t('arrivals.unpaid', { currency })}</th>
              <th>
                <span className="spoken-only">{t('act.checkIn')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {arrivals.map((row, index) => {
              const { bar } = row;
              const money = formatMoney(bar.unpaid, currency);
              const [icon, look] = row.roomStatus ? roomLooks[row.roomStatus] : [];
              return (
                <tr key={bar.id} data-stay={bar.stayId}>
                  <td>
                    {row.roomNumber === null ? (
                      <Tag tone="out">{t('noRoom')}</Tag>
                    ) : (
                      <b className={styles.room}>{row.roomNumber}</b>
                    )}
                  </td>
                  <td>
                    <button
                      type="button"
                      className={styles.name}
                      data-row
                      tabIndex={rows.current === bar.stayId || (rows.current === null && index === 0) ? 0 : -1}
                      onFocus={() => rows.focus(bar.stayId)}
                      onClick={() => acts.open(row)}
                    >
                      <GuestCell row={row} />
                    </button>
                  </td>
                  <td className={styles.number}>{bar.adults + bar.children}</td>
                  <td className={styles.number}>{row.nights === 0 ? t('arrivals.dayUse') : row.nights}</td>
                  <td>
                    <ExpectedCell bar={bar} />
                  </td>
                  <td>
                    {row.waitsFor ? (
                      <WaitsFor {...row.waitsFor} />
                    ) : row.roomStatus && icon ? (
                      <span className={`${styles.state} ${look}`}>
                        <Icon name={icon} size="m" />
                        {t(`roomStatus.${row.roomStatus}`)}
                      </span>
                    ) : (
                      <span className={styles.quiet}>{typeName(bar.roomTypeId)}</span>
                    )}
                  </td>
                  <td className={styles.number}>
                    <UnpaidCell
                      unpaid={bar.unpaid}
                      words={bar.unpaid > 0 ? money : t('paid')}
                      label={t('act.takeFrom', { money, guest: bar.name })}
                      onTake={() => acts.take(row)}
                    />
                  </td>
                  <td className={styles.acts}>
                    <RowButton
                      row={row}
                      action={arrivalAction(row)}
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
