import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DepartureStatus } from '#shared/schema/words.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { CapacityBar } from '../capacity-bar.tsx';
import { freeOf } from '../status-look.ts';
import { type DayCell, dayFigures } from './arrange.ts';
import { cellWords } from './cell-words.ts';
import styles from './month-grid.module.css';

export interface DayCellProps {
  readonly cell: DayCell;
  readonly product: string;
  readonly days: number;
  readonly chosen: boolean;
}

/** A departure in its day: taken of sellable, the capacity, and how it stands in a word; or, where this desk keeps an allotment of it, what is free and what is its own besides. */
export const DayCellBox = memo(function DayCellBox({ cell, product, days, chosen }: DayCellProps) {
  const { t } = useTranslation('departures');
  const figures = dayFigures(cell);
  const { total, blocked, held, confirmed, status, promised, tentative } = figures;
  const sellable = total - blocked;
  const taken = held + confirmed;
  const past = status === 'DEPARTED';
  // Three figures on each side do not fit a column of a month: what is taken says more.
  const wide = days <= 14 || `${taken}${sellable}`.length < 6;
  return (
    <div
      role="gridcell"
      id={cellId(cell.departures[0].id)}
      tabIndex={-1}
      aria-colindex={cell.column + 2}
      aria-selected={chosen}
      data-departure={cell.departures[0].id}
      data-date={cell.date}
      className={`${styles.cell} ${styles[status]} ${chosen ? styles.chosen : ''}`}
      style={{ left: `${(100 * cell.column) / days}%`, width: `${100 / days}%` }}
    >
      <span className="spoken-only">{cellWords(t, product, cell)}</span>
      <div aria-hidden="true">
        <b className={tentative > 0 ? styles.tentative : undefined}>
          {cell.departures.length > 1 && <sup>{cell.departures.length}×</sup>}
          {taken}
          {wide && <span>/{sellable}</span>}
        </b>
        <CapacityBar size="cell" confirmed={confirmed} held={held} of={sellable} past={past} />
        {past ? null : promised > 0 && sells.has(status) ? (
          <em>
            {Math.max(0, freeOf(figures))}
            <Icon name="shield" size="s" />
            {promised}
          </em>
        ) : (
          <em>{t(`short.${status}`)}</em>
        )}
      </div>
    </div>
  );
});

/** Where seats are sold, if only to who has some of its own: the pool may be empty beside an allotment [S32]. */
const sells: ReadonlySet<DepartureStatus> = new Set(['OPEN', 'FEW_LEFT', 'FULL', 'WAITLIST']);

export function cellId(departureId: string): string {
  return `departure-${departureId}`;
}
