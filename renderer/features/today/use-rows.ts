import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayRow } from '#shared/rpc/views.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import type { DayActs } from './day-acts.ts';
import { arrivalAction } from './row-action.ts';

export interface Rows {
  readonly list: React.RefObject<HTMLDivElement | null>;
  /** The stay whose row the keys are on. */
  readonly current: string | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly focus: (stayId: string) => void;
}

/** Arrow keys go from row to row over all lists; letters act on the row [screens: each row acts by key]. */
export function useRows(arrivals: readonly DayRow[], departures: readonly DayRow[], acts: DayActs): Rows {
  const { t } = useTranslation('today');
  const list = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const all = [...arrivals, ...departures];
  const rowAt = (stayId: string | null) => all.find(({ bar }) => bar.stayId === stayId);
  const elementOf = (stayId: string) => list.current?.querySelector<HTMLElement>(`[data-stay="${stayId}"]`);

  const step = (by: number) => {
    const at = all.findIndex(({ bar }) => bar.stayId === current);
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
    if (next) elementOf(next.bar.stayId)?.focus();
  };
  const press = (row: DayRow) => elementOf(row.bar.stayId)?.querySelector<HTMLElement>('[data-act]')?.click();
  const letters: Readonly<Record<string, (row: DayRow) => void>> = {
    i: (row) => arrivals.includes(row) && (arrivalAction(row).act === 'checkIn' ? acts.checkIn(row) : press(row)),
    o: (row) => departures.includes(row) && (row.bar.unpaid > 0 ? acts.take(row) : acts.checkOut(row)),
    p: (row) => row.bar.unpaid > 0 && acts.take(row),
    a: (row) => arrivals.includes(row) && arrivalAction(row).act !== 'checkIn' && press(row),
    enter: acts.open,
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    // Inside a button or a menu of the row its own keys hold.
    if (!event.target.hasAttribute('data-stay')) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') step(event.key === 'ArrowDown' ? 1 : -1);
    else {
      const row = rowAt(event.target.getAttribute('data-stay'));
      const act = letters[event.key.toLowerCase()];
      if (!row || !act) return;
      act(row);
    }
    event.preventDefault();
  };
  // From anywhere on the screen the first arrow goes into the list; the letters are only listed: they belong to a row.
  useKeys([
    { id: 'today.down', keys: '↓', group: 'today', label: () => t('keys.move'), run: () => step(current ? 1 : 0) },
    { id: 'today.open', keys: '↵', group: 'today', label: () => t('keys.open') },
    { id: 'today.in', keys: 'I', group: 'today', label: () => t('keys.checkIn') },
    { id: 'today.out', keys: 'O', group: 'today', label: () => t('keys.checkOut') },
    { id: 'today.pay', keys: 'P', group: 'today', label: () => t('keys.pay') },
    { id: 'today.assign', keys: 'A', group: 'today', label: () => t('keys.assign') },
  ]);
  return { list, current, onKeyDown, focus: setCurrent };
}
