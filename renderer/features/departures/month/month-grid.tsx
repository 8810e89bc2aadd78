import {
  type KeyboardEvent,
  type PointerEvent,
  type Ref,
  memo,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dayNumber } from '#shared/kernel/dates.ts';
import { formatDay } from '#renderer/ui/format.ts';
import { weekendOf } from '#renderer/ui/weekend.ts';
import type { DayCell, MonthRow } from './arrange.ts';
import { DayCellBox, cellId } from './day-cell.tsx';
import { type GridCursor, cellAt, clamped, gridIntent, moved } from './grid-cursor.ts';
import styles from './month-grid.module.css';
import { reveal, useVisibleRows } from './visible-rows.ts';

/** Px, as in month-grid.module.css. */
const ROW = 64;
const HEAD = 44;

/** A cell in sight, with where it is on the screen. */
export interface ShownCell {
  readonly cell: DayCell;
  readonly product: MonthRow['product'];
  readonly at: DOMRect;
}

export interface MonthGridHandle {
  focus(): void;
  /** The row and day under the cursor, with the departures there, if any. */
  under(): { readonly row: MonthRow; readonly date: string; readonly cell: DayCell | undefined } | undefined;
}

export interface MonthGridProps {
  readonly ref?: Ref<MonthGridHandle>;
  readonly rows: readonly MonthRow[];
  readonly from: string;
  readonly days: number;
  readonly businessDate: string;
  readonly currency: string;
  readonly onOpen: (cell: DayCell) => void;
  readonly onEmpty: (row: MonthRow, date: string) => void;
  /** The pointer rests on a cell, or space asks for its card; null when it leaves. */
  readonly onShow: (shown: ShownCell | null, by: 'pointer' | 'key') => void;
  readonly onTurn: (by: -1 | 1) => void;
  readonly onBelow: (rows: number) => void;
}

/** Products by days. One stop for Tab; arrows move a cell inside it. Only the rows in sight are in the document. */
export function MonthGrid({ ref, rows, from, days, businessDate, currency, ...on }: MonthGridProps) {
  const { t } = useTranslation('departures');
  const scroller = useRef<HTMLDivElement>(null);
  const [wished, setCursor] = useState<GridCursor | null>(null);
  const columns = useMemo(() => Array.from({ length: days }, (_, index) => addDays(from, index)), [from, days]);
  const isRest = useMemo(() => weekendOf(currency), [currency]);
  const seen = useVisibleRows(scroller, rows.length, ROW, HEAD);
  const cursor = wished && clamped(wished, rows.length, days);
  const under = cursor ? cellAt(rows, cursor) : undefined;
  const start = (): GridCursor => ({ row: 0, column: Math.max(0, columns.indexOf(businessDate)) });
  const here = () => {
    const { row, column } = cursor ?? start();
    const line = rows[row];
    const date = columns[column];
    return line === undefined || date === undefined
      ? undefined
      : { row: line, date, cell: cellAt(rows, { row, column }) };
  };
  useImperativeHandle(ref, () => ({ focus: () => scroller.current?.focus({ preventScroll: true }), under: here }));
  const { onBelow } = on;
  useEffect(() => onBelow(seen.below), [onBelow, seen.below]);

  const shownOf = (element: Element | null): ShownCell | null => {
    const id = element?.getAttribute('data-departure');
    const row = rows.find(({ cells }) => cells.some(({ departures }) => departures[0].id === id));
    const cell = row?.cells.find(({ departures }) => departures[0].id === id);
    return element && row && cell ? { cell, product: row.product, at: element.getBoundingClientRect() } : null;
  };

  function onKeyDown(event: KeyboardEvent): void {
    const intent = gridIntent(event);
    if (intent === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (intent.do === 'open') {
      const at = here();
      if (at?.cell) on.onOpen(at.cell);
      else if (at) on.onEmpty(at.row, at.date);
      return;
    }
    if (intent.do === 'card')
      return under && on.onShow(shownOf(document.getElementById(cellId(under.departures[0].id))), 'key');
    on.onShow(null, 'key');
    if (cursor === null) return setCursor(start());
    const next = moved(cursor, intent, rows, days);
    // The page turns under the cursor, which goes on at its other end.
    setCursor(next.turn === 0 ? next.cursor : { row: cursor.row, column: next.turn > 0 ? 0 : days - 1 });
    if (next.turn !== 0) on.onTurn(next.turn);
    reveal(scroller.current, next.cursor.row, ROW, HEAD);
  }
  const cellUnder = (event: PointerEvent | { readonly target: EventTarget }): Element | null =>
    event.target instanceof Element ? event.target.closest('[data-departure]') : null;

  return (
    <div
      ref={scroller}
      className={styles.grid}
      role="grid"
      tabIndex={0}
      aria-label={t('gridLabel')}
      aria-rowcount={rows.length + 1}
      aria-colcount={days + 1}
      aria-activedescendant={cursor ? (under ? cellId(under.departures[0].id) : 'departure-none') : undefined}
      onFocus={() => cursor === null && rows.length > 0 && setCursor(start())}
      onKeyDown={onKeyDown}
      onPointerOver={(event) => on.onShow(shownOf(cellUnder(event)), 'pointer')}
      onPointerLeave={() => on.onShow(null, 'pointer')}
      onClick={(event) => {
        const shown = shownOf(cellUnder(event));
        if (shown) on.onOpen(shown.cell);
      }}
    >
      <MonthHead columns={columns} businessDate={businessDate} isRest={isRest} />
      <div className={styles.body} style={{ height: rows.length * ROW }} role="presentation">
        <div className={styles.days} role="presentation">
          {columns.map((day) => (
            <span key={day} className={dayLook(day, businessDate, isRest)} />
          ))}
        </div>
        {rows.slice(seen.first, seen.end).map((row, index) => (
          <ProductRow
            key={row.product.id}
            row={row}
            at={seen.first + index}
            from={from}
            days={days}
            cursor={cursor?.row === seen.first + index ? cursor.column : -1}
          />
        ))}
      </div>
    </div>
  );
}

const MonthHead = memo(function MonthHead({
  columns,
  businessDate,
  isRest,
}: {
  readonly columns: readonly string[];
  readonly businessDate: string;
  readonly isRest: (day: number) => boolean;
}) {
  const { t } = useTranslation('departures');
  return (
    <div className={styles.head} role="row" aria-rowindex={1}>
      <div className={styles.product} role="columnheader" aria-colindex={1}>
        <b>{t('product')}</b>
        <span>{t('takenOfSellable')}</span>
      </div>
      <div className={styles.dayHeads} role="presentation">
        {columns.map((day, index) => (
          <div
            key={day}
            role="columnheader"
            aria-colindex={index + 2}
            aria-label={formatDay(day, 'spoken')}
            aria-current={day === businessDate ? 'date' : undefined}
            className={dayLook(day, businessDate, isRest)}
          >
            <span>{formatDay(day, 'weekdayOnly').slice(0, 2)}</span>
            <b>{Number(day.slice(8))}</b>
          </div>
        ))}
      </div>
    </div>
  );
});

interface ProductRowProps {
  readonly row: MonthRow;
  readonly at: number;
  readonly from: string;
  readonly days: number;
  /** The column of the cursor, below zero where it is in another row. */
  readonly cursor: number;
}

const ProductRow = memo(function ProductRow({ row, at, from, days, cursor }: ProductRowProps) {
  const { t } = useTranslation('departures');
  const { product, cells } = row;
  const empty = cursor >= 0 && !cells.some(({ column }) => column === cursor);
  const length = product.days > 1 ? t('days', { count: product.days }) : t('hours', { count: product.hours });
  return (
    <div className={styles.row} role="row" aria-rowindex={at + 2} style={{ top: at * ROW }}>
      <div className={styles.product} role="rowheader" aria-colindex={1} title={product.name}>
        <b>{product.name}</b>
        <span>{`${length} · ${t('seats', { count: product.capacity })}`}</span>
      </div>
      <div className={styles.cells} role="presentation">
        {cells.map((cell) => (
          <DayCellBox
            key={cell.departures[0].id}
            cell={cell}
            product={product.name}
            days={days}
            chosen={cell.column === cursor}
          />
        ))}
        {empty && (
          <div
            role="gridcell"
            id="departure-none"
            aria-colindex={cursor + 2}
            aria-selected="true"
            aria-label={`${product.name}, ${formatDay(addDays(from, cursor), 'spoken')}, ${t('cell.none')}`}
            className={`${styles.cell} ${styles.chosen}`}
            style={{ left: `${(100 * cursor) / days}%`, width: `${100 / days}%` }}
          />
        )}
      </div>
    </div>
  );
});

function dayLook(day: string, businessDate: string, isRest: (day: number) => boolean): string {
  if (day === businessDate) return styles.today ?? '';
  return isRest(dayNumber(day)) ? (styles.weekend ?? '') : '';
}
