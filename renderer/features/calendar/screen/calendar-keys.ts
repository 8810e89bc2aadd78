import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { KeyBinding } from '#renderer/state/keys.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { showFrom, turnBy, useWindowState } from './window-state.ts';

/** What the keys need from the screen. */
export interface KeyActions {
  readonly newBooking: (walkIn: boolean) => void;
  readonly businessDate: string;
}

/** The calendar's keys. Those without `run` are the grid's own, and only listed. */
export function useCalendarKeys(actions: KeyActions): void {
  const { t } = useTranslation('calendar');
  useKeys(calendarKeys(t, actions));
}

function calendarKeys(t: TFunction<'calendar'>, { newBooking, businessDate }: KeyActions): KeyBinding[] {
  const turn = (by: number): void => turnBy(by, businessDate);
  const page = (by: 1 | -1): void => turn(by * useWindowState.getState().days);
  const own = { group: 'calendar' } as const;
  const listed = (['←', 'Shift+→', 'Shift+↑', '↵', 'M', 'Esc', 'I', 'O', 'U', 'P', 'Home', 'End'] as const).map(
    (keys) => ({
      ...own,
      id: `calendar.grid.${keys}`,
      keys,
      label: () => t(`keys.grid.${keys}`),
    }),
  );
  return [
    { ...own, id: 'calendar.today', keys: 'T', label: () => t('keys.today'), run: () => showFrom(null) },
    { ...own, id: 'calendar.new', keys: 'N', label: () => t('keys.new'), run: () => newBooking(false) },
    { ...own, id: 'calendar.walkIn', keys: 'W', label: () => t('keys.walkIn'), run: () => newBooking(true) },
    { ...own, id: 'calendar.pageBack', keys: 'PageUp', label: () => t('pageBack'), run: () => page(-1) },
    { ...own, id: 'calendar.pageForward', keys: 'PageDown', label: () => t('pageForward'), run: () => page(1) },
    { ...own, id: 'calendar.dayBack', keys: ',', label: () => t('keys.dayBack'), run: () => turn(-1) },
    { ...own, id: 'calendar.dayForward', keys: '.', label: () => t('keys.dayForward'), run: () => turn(1) },
    ...listed,
  ];
}
