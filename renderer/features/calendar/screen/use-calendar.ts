import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarView } from '#shared/rpc/calendar-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { isOffline, useLine } from '#renderer/state/line.ts';
import { useView } from '#renderer/state/use-view.ts';
import { settleShifts, useMoveState } from '../move/move-state.ts';
import type { SurfaceInput } from '../surface/compose-scene.ts';
import type { ChartWords } from '../surface/scene.ts';
import { chartWords } from './chart-words.ts';
import { useDayGone } from './use-day-gone.ts';
import { usePagesAhead } from './use-pages-ahead.ts';
import { firstDay, useWindowState } from './window-state.ts';

/** All that the screen shows, as it is known now. */
export interface CalendarState {
  readonly lodge: LodgeView | undefined;
  readonly businessDate: string;
  /** The first day asked for; the view may still be the one before. */
  readonly from: string;
  readonly view: CalendarView | undefined;
  readonly input: SurfaceInput | null;
  readonly failed: boolean;
  readonly refetch: () => void;
}

/** Reads the lodge and the window. While a window is read the last one stays, so that nothing jumps. */
export function useCalendar(): CalendarState {
  const { t, i18n } = useTranslation('calendar');
  const lodgeView = useView('lodge.get', {});
  const lodge = lodgeView.value;
  const { from: wished, days, types, folded } = useWindowState();
  const businessDate = lodge?.property.businessDate ?? '';
  const from = businessDate === '' ? '' : firstDay(wished, businessDate);
  const window = useView('calendar.window', from === '' ? null : { from, days });
  usePagesAhead(window.value !== undefined && !window.fetching ? from : null, days);
  const [kept, keep] = useState(window.value);
  if (window.value !== undefined && window.value !== kept) keep(window.value);
  const view = window.value ?? kept;
  const { shifts, conflict, question } = useMoveState();
  const dayGone = useDayGone(lodge?.property.zone);
  useEffect(() => {
    if (view !== undefined) settleShifts(view.bars);
  }, [view]);

  const currency = lodge?.property.currency ?? '';
  const words = wordsIn(i18n.language, currency, t);
  const offline = useLine(isOffline);
  const choice = useMemo(() => ({ types, folded }), [types, folded]);
  const chosen = conflict?.bar.id ?? question?.bar.id ?? null;
  const hit = useMemo(() => hitOf(conflict?.refused.detail), [conflict]);
  const input = useMemo(
    () =>
      lodge === undefined
        ? null
        : { lodge, view: view ?? null, from, days, choice, shifts, words, dayGone, chosen, hit, offline },
    [lodge, view, from, days, choice, shifts, words, dayGone, chosen, hit, offline],
  );
  return {
    lodge,
    businessDate,
    from,
    view,
    input,
    failed: (lodgeView.error !== null && lodge === undefined) || (window.error !== null && window.value === undefined),
    refetch: lodge === undefined ? lodgeView.refetch : window.refetch,
  };
}

let lastWords: { readonly language: string; readonly currency: string; readonly words: ChartWords } | null = null;

/** The words of a language are kept over visits to the screen, with all that they have formatted. */
function wordsIn(language: string, currency: string, t: Parameters<typeof chartWords>[0]): ChartWords {
  if (lastWords?.language !== language || lastWords.currency !== currency)
    lastWords = { language, currency, words: chartWords(t, currency) };
  return lastWords.words;
}

const NONE: ReadonlySet<string> = new Set();

function hitOf(detail: Readonly<Record<string, unknown>> | undefined): ReadonlySet<string> {
  const id = detail?.['occupancyId'];
  return typeof id === 'string' ? new Set([id]) : NONE;
}
