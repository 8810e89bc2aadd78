import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { passToastsOnPress, showToast } from './toasts.tsx';

/** Something on the screen, in a toast or beside it. */
class Spot extends EventTarget {
  readonly inToast: boolean;
  constructor(inToast: boolean) {
    super();
    this.inToast = inToast;
  }
  closest(): Spot | null {
    return this.inToast ? this : null;
  }
}

let hidden: string[];
let stop: () => void;
let screen: EventTarget;

beforeAll(() => i18next.init({ lng: 'en', resources: {} }));
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T05:21:00.000Z') });
  hidden = [];
  screen = new EventTarget();
  vi.stubGlobal('document', screen);
  vi.stubGlobal('Element', Spot);
  vi.spyOn(notifications, 'hide').mockImplementation((id) => {
    hidden.push(id);
    return id;
  });
  stop = passToastsOnPress();
});
afterEach(() => {
  stop();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function press(inToast = false): void {
  const event = new Event('pointerdown');
  Object.defineProperty(event, 'target', { value: new Spot(inToast) });
  screen.dispatchEvent(event);
}

test('what only says that something was done goes with the next press beside it, once it was to be seen', () => {
  const said = showToast({ tone: 'done', text: 'Saved' });
  press();
  expect(hidden).toEqual([]);
  vi.advanceTimersByTime(1_300);
  press(true);
  expect(hidden).toEqual([]);
  press();
  expect(hidden).toEqual([said]);
  press();
  expect(hidden).toEqual([said]);
});

test('what can be taken back, and what went wrong, stays for its time', () => {
  showToast({ tone: 'done', text: 'Moved', action: { label: 'Undo', run: () => {} } });
  showToast({ tone: 'refused', text: 'Sold out' });
  vi.advanceTimersByTime(2_000);
  press();
  expect(hidden).toEqual([]);
});
