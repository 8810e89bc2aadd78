import { type BarView, type CalendarView, barStates } from '#shared/rpc/calendar-views.ts';
import { type CalendarWire, MARK, NO_ROOM } from '#shared/rpc/calendar-wire.ts';

/** A window as it travels: its bars as columns, and every text that many bars share once. `calendarAnswer` is the way back. */
export function encodeCalendar({ bars, ...window }: CalendarView): CalendarWire {
  const words: string[] = [];
  const places = new Map<string, number>();
  const placeOf = (word: string): number => {
    const known = places.get(word);
    if (known !== undefined) return known;
    const place = words.push(word) - 1;
    places.set(word, place);
    return place;
  };
  return {
    ...window,
    words,
    columns: {
      id: bars.map((bar) => bar.id),
      stayId: bars.map((bar) => bar.stayId),
      bookingId: bars.map((bar) => bar.bookingId),
      bookingNumber: bars.map((bar) => bar.bookingNumber),
      guestId: bars.map((bar) => bar.guestId),
      name: bars.map((bar) => bar.name),
      roomId: bars.map((bar) => (bar.roomId === null ? NO_ROOM : placeOf(bar.roomId))),
      roomTypeId: bars.map((bar) => placeOf(bar.roomTypeId)),
      from: bars.map((bar) => placeOf(bar.from)),
      to: bars.map((bar) => placeOf(bar.to)),
      state: bars.map((bar) => barStates.indexOf(bar.state)),
      country: bars.map((bar) => placeOf(bar.country)),
      wishes: bars.map((bar) => placeOf(bar.wishes)),
      expectedAt: bars.map((bar) => placeOf(bar.expectedAt)),
      adults: bars.map((bar) => bar.adults),
      children: bars.map((bar) => bar.children),
      unpaid: bars.map((bar) => bar.unpaid),
      total: bars.map((bar) => bar.total),
      version: bars.map((bar) => bar.version),
      marks: bars.map(marksOf),
    },
  };
}

function marksOf(bar: BarView): number {
  return (
    (bar.vip ? MARK.vip : 0) +
    (bar.locked ? MARK.locked : 0) +
    (bar.disputed ? MARK.disputed : 0) +
    (bar.tentative ? MARK.tentative : 0) +
    (bar.guaranteed ? MARK.guaranteed : 0)
  );
}
