/** What a key asks of the chart. Rows and days are steps. */
export type KeyIntent =
  | { readonly do: 'step'; readonly rows: number; readonly days: number }
  | { readonly do: 'resize'; readonly start: number; readonly end: number }
  | { readonly do: 'edge'; readonly to: 'firstDay' | 'lastDay' | 'firstRow' | 'lastRow' }
  | { readonly do: 'page'; readonly by: 1 | -1 }
  | { readonly do: 'open' | 'choose' | 'pickUp' | 'drop' | 'putBack' | 'unassign' | 'checkIn' | 'checkOut' | 'pay' };

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const steps: Readonly<Record<string, readonly [rows: number, days: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Shift with an arrow: left and right move the departure, up and down the arrival. */
const resizes: Readonly<Record<string, readonly [start: number, end: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

const letters = { m: 'pickUp', i: 'checkIn', o: 'checkOut', u: 'unassign', p: 'pay' } as const;

/** Reads a key pressed in the grid; null when it is not the grid's. While a bar is carried, Enter drops and Escape returns, and letters do nothing. */
export function keyIntent(pressed: Pressed, carrying: boolean): KeyIntent | null {
  const { key } = pressed;
  if (pressed.altKey || pressed.metaKey) return null;
  const step = steps[key];
  if (step !== undefined) {
    if (pressed.ctrlKey) return null;
    const resize = resizes[key];
    if (pressed.shiftKey && resize !== undefined) return { do: 'resize', start: resize[0], end: resize[1] };
    return { do: 'step', rows: step[0], days: step[1] };
  }
  if (key === 'Home') return { do: 'edge', to: pressed.ctrlKey ? 'firstRow' : 'firstDay' };
  if (key === 'End') return { do: 'edge', to: pressed.ctrlKey ? 'lastRow' : 'lastDay' };
  if (pressed.ctrlKey) return null;
  if (key === 'PageUp') return { do: 'page', by: -1 };
  if (key === 'PageDown') return { do: 'page', by: 1 };
  if (key === 'Enter') return { do: carrying ? 'drop' : 'open' };
  if (key === 'Escape') return carrying ? { do: 'putBack' } : null;
  const letter = key.toLowerCase();
  if (carrying || pressed.shiftKey || !isLetter(letter)) return null;
  return { do: letters[letter] };
}

function isLetter(key: string): key is keyof typeof letters {
  return key in letters;
}
