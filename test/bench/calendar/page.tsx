import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { createRoot, type Root } from 'react-dom/client';
import { startWords } from '#renderer/i18n/i18n.ts';
import { useConnection } from '#renderer/state/connection.ts';
import { listenForKeys } from '#renderer/state/use-keys.ts';
import { mantineVariables, theme } from '#renderer/ui/theme.ts';
import '#renderer/ui/tokens.css';
import '#renderer/ui/base.css';
import { CalendarScreen } from '#renderer/features/calendar/calendar-screen.tsx';
import { useWindowState, type DaySpan } from '#renderer/features/calendar/screen/window-state.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { BUSINESS_DATE, generateLodge } from './generate-view.ts';
import { memoryClient, type Answers } from './memory-client.ts';

/** What the script outside drives. Times are milliseconds. */
export interface CalendarBench {
  /** Makes the lodge and its views, before anything is measured. Returns the bars of the first window. */
  prepare: (rooms: number, days: DaySpan, types?: number) => number;
  /** Mounts the real screen; resolves when its bars are painted. */
  mount: () => Promise<number>;
  /** Presses the key for the next page; resolves when the new bars are painted. */
  page: (key: 'PageDown' | 'PageUp') => Promise<number>;
  answers: Answers;
}

const answers: Answers = { move: () => ({ ok: true, envelopeId: 'e', seq: 1, secondCopy: 'none', events: [] }) };
let root: Root | null = null;

const bench: CalendarBench = {
  answers,
  prepare(rooms, days, types) {
    const lodge = generateLodge(rooms, types);
    const { client, view } = memoryClient(lodge, answers);
    useConnection.setState({ status: 'open', client, generation: 1, attempt: 0 });
    useWindowState.setState({ days });
    // The window and the next page: what a page forward goes to.
    view(addDays(BUSINESS_DATE, days - 2), days);
    return view(addDays(BUSINESS_DATE, -2), days).bars.length;
  },
  async mount() {
    show(false);
    await painted(() => document.querySelector('.cal-tape') === null);
    const start = performance.now();
    show(true);
    await painted(() => document.querySelector('.cal-body .cal-bar') !== null);
    return performance.now() - start;
  },
  async page(key) {
    const before = firstDayShown();
    const start = performance.now();
    document
      .querySelector('.cal-tape')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await painted(() => firstDayShown() !== before);
    return performance.now() - start;
  },
};

/** The frame of the desk stands already; the calendar comes into it as it does at a click on its name. */
function show(calendar: boolean): void {
  const host = document.getElementById('root');
  if (host === null) throw new Error('no root');
  root ??= createRoot(host);
  root.render(
    <MantineProvider theme={theme} cssVariablesResolver={mantineVariables} defaultColorScheme="auto">
      {calendar && <CalendarScreen />}
      <Notifications />
    </MantineProvider>,
  );
}

function firstDayShown(): string | null {
  return document.querySelector('.cal-day')?.getAttribute('aria-description') ?? null;
}

/** Waits for the frame after the one in which the state is reached: by then it has been painted. */
async function painted(reached: () => boolean): Promise<void> {
  const giveUp = performance.now() + 10_000;
  while (!reached()) {
    if (performance.now() > giveUp) throw new Error('the chart did not come');
    await new Promise(requestAnimationFrame);
  }
  await new Promise<void>((resolve) => {
    requestAnimationFrame(() => {
      // A message posted in a frame arrives after that frame's paint.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => resolve(), { once: true });
      port1.start();
      port2.postMessage(null);
    });
  });
}

await startWords();
listenForKeys(document);
Object.assign(window, { calendarBench: bench });
