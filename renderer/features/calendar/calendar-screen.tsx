import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { dateOfDay, dayNumber } from '#shared/kernel/dates.ts';
import type { BarView } from '#shared/rpc/calendar-views.ts';
import { announce } from '#renderer/state/announce.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { useFirstFocus } from '#renderer/state/use-first-focus.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { ConflictPanel } from './move/conflict-panel.tsx';
import { useMoveState } from './move/move-state.ts';
import { spanOf } from './move/move-target.ts';
import { PricePanel } from './move/price-panel.tsx';
import { dropStay, type SpringBack } from './move/run-move.ts';
import { checkIn, checkOut } from './screen/act-on-stay.ts';
import { useBelow, useHovered } from './screen/below.ts';
import { useCalendarKeys } from './screen/calendar-keys.ts';
import { CalendarToolbar } from './screen/calendar-toolbar.tsx';
import { HoverCard, type HoverActions } from './screen/hover-card.tsx';
import { Legend } from './screen/legend.tsx';
import { offeredPlace, triedPlace } from './screen/offer-of.ts';
import { Tape } from './screen/tape.tsx';
import { useCalendar } from './screen/use-calendar.ts';
import { foldType, turnBy, useWindowState } from './screen/window-state.ts';
import type { Surface } from './surface/surface.ts';
import type { SurfaceEvents } from './surface/surface-events.ts';

/** The tape chart: who is where, what waits, and the hand that moves it. */
export function CalendarScreen() {
  const { t } = useTranslation('calendar');
  const state = useCalendar();
  const { lodge, businessDate, view, input } = state;
  const surface = useRef<Surface>(null);
  const { conflict, question } = useMoveState();

  const springBack: SpringBack = (barId, tried) => surface.current?.springBack(barId, tried);
  const pay = (bar: BarView): void => openDrawer({ bookingId: bar.bookingId, at: 'payment' });
  const newBooking = (walkIn: boolean): void => {
    const cell = surface.current?.cursorCell();
    const room = cell?.row?.kind === 'room' ? cell.row.room : undefined;
    const from = walkIn ? businessDate : dateOfDay(cell?.day ?? 0);
    openDrawer({ draft: cell ? { from, roomId: room?.id, roomTypeId: room?.roomTypeId, walkIn } : { walkIn } });
  };
  const unassign = (bar: BarView): void => {
    const { roomTypeId } = bar;
    const target = { roomId: null, roomTypeId, rowIndex: 0, from: dayNumber(bar.from), to: dayNumber(bar.to) };
    if (lodge !== undefined && bar.roomId !== null) void dropStay(bar, target, lodge, springBack);
  };
  const actions: HoverActions = {
    checkIn: (bar) => void checkIn(bar),
    checkOut: (bar) => void checkOut(bar),
    pay,
    move: (bar) => surface.current?.carryByKeys(bar.stayId),
    open: ({ bookingId }) => openDrawer({ bookingId }),
  };
  const events: SurfaceEvents = {
    onHover: (hovered) => useHovered.setState({ hovered }),
    onOpen: ({ bar }) => openDrawer({ bookingId: bar.bookingId }),
    onBook: ({ target }) => {
      const { roomId, roomTypeId } = target;
      openDrawer({ draft: { ...spanOf(target), roomTypeId, roomId: roomId ?? undefined } });
    },
    onDrop: ({ stay, target }) => {
      if (stay !== null && lodge !== undefined) void dropStay(stay.bar, target, lodge, springBack);
    },
    onFold: foldType,
    onTurn: (days) => turnBy(days, businessDate),
    onPage: (by) => turnBy(by * useWindowState.getState().days, businessDate),
    onAct(intent, [first]) {
      if (first === undefined) return;
      const { bar } = first;
      if (intent.do === 'checkIn') void checkIn(bar);
      else if (intent.do === 'checkOut') void checkOut(bar);
      else if (intent.do === 'unassign') unassign(bar);
      else if (intent.do === 'pay') pay(bar);
    },
    onBelow: (asking) => useBelow.setState(asking),
    say: announce,
  };
  useCalendarKeys({ newBooking, businessDate });
  useEffect(() => {
    surface.current?.name(
      conflict === null
        ? null
        : { offered: offeredPlace(conflict), tried: triedPlace(conflict), text: conflict.bar.name },
    );
  }, [conflict, surface]);
  useFirstFocus(state.view !== undefined && input !== null, () => surface.current?.focus());
  const types = useMemo(() => lodge?.roomTypes ?? [], [lodge]);

  return (
    <section className="cal-screen" aria-label={t('title')}>
      <CalendarToolbar
        from={state.from || '1970-01-01'}
        businessDate={businessDate}
        types={types}
        onWalkIn={() => newBooking(true)}
        onNew={() => newBooking(false)}
      />
      <div className="cal-stage">
        {state.failed ? (
          <ErrorState title={t('failed')} hint={t('failedHint')} retryLabel={t('tryAgain')} onRetry={state.refetch} />
        ) : input === null ? (
          <div className="cal-waiting" role="status" aria-label={t('loading')} aria-busy="true" />
        ) : input.lodge.rooms.length === 0 ? (
          <EmptyState icon="bed" title={t('emptyTitle')} hint={t('emptyHint')} />
        ) : (
          <Tape ref={surface} input={input} events={events} label={t('gridLabel')} />
        )}
        {conflict && lodge && <ConflictPanel conflict={conflict} lodge={lodge} />}
        {question && lodge && <PricePanel question={question} lodge={lodge} springBack={springBack} />}
      </div>
      <Legend />
      {lodge && <HoverCard view={view} lodge={lodge} actions={actions} />}
    </section>
  );
}
