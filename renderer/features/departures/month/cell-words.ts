import type { TFunction } from 'i18next';
import { formatDay } from '#renderer/ui/format.ts';
import { freeOf } from '../status-look.ts';
import { type DayCell, dayFigures } from './arrange.ts';

/** A cell as it is read out: which departure, what is taken, how it stands, who waits, what is this desk’s own besides. */
export function cellWords(t: TFunction<'departures'>, product: string, cell: DayCell): string {
  const figures = dayFigures(cell);
  const { held, confirmed, total, blocked, status, waiting, tentative, promised } = figures;
  const times = cell.departures.map(({ time }) => time).join(', ');
  const parts = [
    `${product}, ${formatDay(cell.date, 'spoken')}, ${times}`,
    t('cell.taken', { taken: held + confirmed, sellable: total - blocked }),
    t(`status.${status}`),
    held > 0 ? t('cell.held', { count: held }) : '',
    waiting > 0 ? t('cell.waiting', { count: waiting }) : '',
    tentative > 0 ? t('cell.tentative', { count: tentative }) : '',
    promised > 0 && status !== 'DEPARTED'
      ? t('cell.promised', { count: promised, free: Math.max(0, freeOf(figures)) })
      : '',
  ];
  return parts.filter(Boolean).join(', ');
}
