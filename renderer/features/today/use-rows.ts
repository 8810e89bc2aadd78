import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayRow } from '#shared/rpc/today-views.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import type { DayActs } from './day-acts.ts';
import { arrivalAction } from './row-action.ts';

export interface Rows {
  /** The stay whose row the keys are on. */
  readonly current: string | null;
  readonly focus: (stayId: string) => void;
}

/** Arrow keys go from row to row over all lists; letters act on the row [screens: each row acts by key]. */
export function useRows(arrivals: readonly DayRow[], departures: readonly DayRow[], acts: DayActs): Rows {
  const { t } = useTranslation('today');
  const [current, setCurrent] = useState<string | null>(null);
  const all = [...arrivals, ...departures];
  const rowAt = (stayId: string | null) => all.find(({ bar }) => bar.stayId === stayId);

  const step = (by: number) => {
    const at = all.findIndex(({ bar }) => bar.stayId === current);
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
    if (next) rowElement(next.bar.stayId)?.querySelector<HTMLElement>('[data-row]')?.focus();
  };
  const press = (row: DayRow) => rowElement(row.bar.stayId)?.querySelector<HTMLElement>('[data-act]')?.click();
  /** Letters belong to the row that has the focus, and to no row when the focus is elsewhere. */
  const onRow = (act: (row: DayRow) => unknown) => () => {
    const row = rowAt(document.activeElement?.closest('[data-stay]')?.getAttribute('data-stay') ?? null);
    if (row) act(row);
  };
  const checkIn = (row: DayRow) =>
    arrivals.includes(row) && (arrivalAction(row).act === 'checkIn' ? acts.checkIn(row) : press(row));
  const checkOut = (row: DayRow) =>
    departures.includes(row) && (row.bar.unpaid > 0 ? acts.take(row) : acts.checkOut(row));
  const pay = (row: DayRow) => row.bar.unpaid > 0 && acts.take(row);
  const assign = (row: DayRow) => arrivals.includes(row) && arrivalAction(row).act !== 'checkIn' && press(row);
  const key = { group: 'today' as const };
  // Enter is only listed: the row's name is a button and opens by itself.
  useKeys([
    { ...key, id: 'today.down', keys: '↓', label: () => t('keys.move'), run: () => step(1) },
    { ...key, id: 'today.up', keys: '↑', label: () => t('keys.move'), run: () => step(-1) },
    { ...key, id: 'today.open', keys: '↵', label: () => t('keys.open') },
    { ...key, id: 'today.in', keys: 'I', label: () => t('keys.checkIn'), run: onRow(checkIn) },
    { ...key, id: 'today.out', keys: 'O', label: () => t('keys.checkOut'), run: onRow(checkOut) },
    { ...key, id: 'today.pay', keys: 'P', label: () => t('keys.pay'), run: onRow(pay) },
    { ...key, id: 'today.assign', keys: 'A', label: () => t('keys.assign'), run: onRow(assign) },
  ]);
  return { current, focus: setCurrent };
}

function rowElement(stayId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`tr[data-stay="${stayId}"]`);
}
