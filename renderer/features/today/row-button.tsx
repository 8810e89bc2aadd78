import { useTranslation } from 'react-i18next';
import type { DayRow } from '#shared/rpc/today-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { AssignMenu } from './assign-menu.tsx';
import type { DayActs } from './day-acts.ts';
import type { RowAction } from './row-action.ts';

export interface RowButtonProps {
  readonly row: DayRow;
  readonly action: RowAction;
  readonly acts: DayActs;
  readonly currency: string;
  /** The row that the keys are on: only its button is filled. */
  readonly current: boolean;
}

/** The one button of a row. */
export function RowButton({ row, action, acts, currency, current }: RowButtonProps) {
  const { t } = useTranslation('today');
  const guest = row.bar.name;
  const common = {
    size: 'small' as const,
    'data-act': true,
    busy: acts.busy === row.bar.stayId,
    look: current ? ('primary' as const) : ('plain' as const),
  };
  switch (action.act) {
    case 'assign':
      return <AssignMenu row={row} acts={acts} words={t('act.assign')} label={t('act.assignTo', { guest })} />;
    case 'otherRoom':
      return <AssignMenu row={row} acts={acts} words={t('act.otherRoom')} label={t('act.otherRoomFor', { guest })} />;
    case 'checkIn':
      return (
        <Button
          {...common}
          aria-label={t('act.checkInTo', { guest, room: row.roomNumber ?? '' })}
          onClick={() => acts.checkIn(row)}
        >
          {t('act.checkIn')}
        </Button>
      );
    case 'checkOut':
      return (
        <Button {...common} aria-label={t('act.checkOutGuest', { guest })} onClick={() => acts.checkOut(row)}>
          {t('act.checkOut')}
        </Button>
      );
    case 'take': {
      const money = formatMoney(action.amount, currency, { decimals: 'auto' });
      return (
        <Button {...common} aria-label={t('act.takeFrom', { guest, money })} onClick={() => acts.take(row)}>
          {t('act.take', { money })}
        </Button>
      );
    }
  }
}
