import type { Client } from '#shared/rpc/client.ts';
import type { InputOf, Method, OutputOf } from '#shared/rpc/contract.ts';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import type { CalendarView } from '#shared/rpc/calendar-views.ts';
import { calendarAnswer } from '#shared/rpc/calendar-wire.ts';
import { encodeCalendar } from '#main/services/views/encode-calendar.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { generateView } from './generate-view.ts';

/** How the next command is to be answered; the bench drives both ends. */
export interface Answers {
  move: (draft: unknown, view: CalendarView) => CommandAnswer;
}

/** Services in memory, for measuring the chart by itself: they answer at once with views made beforehand. */
export function memoryClient(
  lodge: LodgeView,
  answers: Answers,
): { client: Client; view: (from: string, days: number) => CalendarView } {
  const views = new Map<string, CalendarView>();
  const view = (from: string, days: number): CalendarView => {
    const key = `${from}/${days}`;
    const there = views.get(key) ?? carried(generateView(lodge, from, days));
    views.set(key, there);
    return there;
  };
  let last: CalendarView | null = null;
  const client: Client = {
    async call<M extends Method>(method: M, input: InputOf<M>): Promise<OutputOf<M>> {
      // Each answer has the shape of the method it is given for; the contract's own tests prove the shapes.
      return answer(method, input) as OutputOf<M>;
    },
    onNotice: () => () => {},
    onClose: () => {},
    close: () => {},
  };
  function answer(method: Method, input: unknown): unknown {
    if (method === 'lodge.get') return lodge;
    if (method === 'calendar.window') {
      const { from, days } = input as InputOf<'calendar.window'>;
      last = view(from, days);
      return last;
    }
    if (method === 'booking.get') return null;
    if (method === 'command.run' && last !== null) return answers.move((input as InputOf<'command.run'>).draft, last);
    throw new Error(`the bench has no answer for ${method}`);
  }
  return { client, view };
}

/** A view as it comes over the wire. Its memory is measured: texts made up one by one take twice as much. */
function carried(view: CalendarView): CalendarView {
  return calendarAnswer.parse(JSON.parse(JSON.stringify(encodeCalendar(view))));
}
