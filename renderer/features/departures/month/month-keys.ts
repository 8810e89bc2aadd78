import { useTranslation } from 'react-i18next';
import { useKeys } from '#renderer/state/use-keys.ts';
import { showDay } from './month-state.ts';

/** What the keys of the month do; left out where whoever sits here may not. */
export interface MonthActions {
  readonly book: () => void;
  readonly find: () => void;
  readonly turn: (by: -1 | 1) => void;
  readonly plan: (() => void) | undefined;
  readonly block: (() => void) | undefined;
}

/** The keys of the month. Those without `run` are the grid's own, and only listed. */
export function useMonthKeys({ book, find, turn, plan, block }: MonthActions): void {
  const { t } = useTranslation('departures');
  const own = { group: 'departures' } as const;
  const listed = (['←', 'Ctrl+→', '↵', 'Space', 'Home', 'Ctrl+End'] as const).map((keys) => ({
    ...own,
    id: `departures.grid.${keys}`,
    keys,
    label: () => t(`keys.grid.${keys}`),
  }));
  useKeys([
    { ...own, id: 'departures.today', keys: 'T', label: () => t('keys.today'), run: () => showDay(null) },
    { ...own, id: 'departures.book', keys: 'N', label: () => t('keys.book'), run: book },
    { ...own, id: 'departures.find', keys: 'F', label: () => t('search'), run: find },
    { ...own, id: 'departures.back', keys: 'PageUp', label: () => t('pageBack'), run: () => turn(-1) },
    { ...own, id: 'departures.forward', keys: 'PageDown', label: () => t('pageForward'), run: () => turn(1) },
    ...(plan ? [{ ...own, id: 'departures.plan', keys: 'D', label: () => t('newDeparture'), run: plan }] : []),
    ...(block ? [{ ...own, id: 'departures.block', keys: 'B', label: () => t('blockSeats'), run: block }] : []),
    ...listed,
  ]);
}
