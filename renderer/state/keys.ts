import { create } from 'zustand';

/** A key that does something, and what the list of all keys says about it. */
export interface KeyBinding {
  /** Unique; a later binding of the same id takes the place of the earlier. */
  readonly id: string;
  /** As a person reads it: `T`, `/`, `?`, `Ctrl+K`, `Shift+→`. */
  readonly keys: string;
  /** What it does, in the reader's language; asked when shown. */
  readonly label: () => string;
  /** The heading it stands under in the list. */
  readonly group: KeyGroup;
  /** Left out by features that handle the key themselves (inside the grid, say) and only list it. */
  readonly run?: (event: KeyboardEvent) => void;
  /** Also while a text field has the focus. Ctrl chords are safe there, letters are not. */
  readonly inFields?: boolean;
  /** Also while a dialog or the drawer lies over the screen. */
  readonly overDialogs?: boolean;
}

export const keyGroups = [
  'everywhere',
  'calendar',
  'departures',
  'booking',
  'today',
  'inbox',
  'housekeeping',
  'settings',
] as const;
export type KeyGroup = (typeof keyGroups)[number];

/** The registry: one place that knows every key. */
export const useKeyRegistry = create<{ readonly bindings: readonly KeyBinding[] }>(() => ({ bindings: [] }));

/** Adds keys; the newest answers first. Returns the way to take them out again. */
export function registerKeys(added: readonly KeyBinding[]): () => void {
  useKeyRegistry.setState(({ bindings }) => ({ bindings: [...bindings, ...added] }));
  return () =>
    useKeyRegistry.setState(({ bindings }) => ({ bindings: bindings.filter((each) => !added.includes(each)) }));
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Whether a press is this chord. Shift counts only where the chord names it, since `?` needs it on most keyboards. */
export function isChord(pressed: Pressed, chord: string): boolean {
  const parts = chord.split('+').filter(Boolean);
  const key = (chord.endsWith('+') ? '+' : (parts.at(-1) ?? '')).toLowerCase();
  const wanted = arrows[key] ?? key;
  const ctrl = parts.includes('Ctrl');
  const shift = parts.includes('Shift');
  return (
    pressed.key.toLowerCase() === wanted &&
    (pressed.ctrlKey || pressed.metaKey) === ctrl &&
    pressed.altKey === parts.includes('Alt') &&
    (!shift || pressed.shiftKey) &&
    (shift || !pressed.shiftKey || !/^[a-z]$/.test(wanted))
  );
}

const arrows: Readonly<Record<string, string>> = {
  '←': 'arrowleft',
  '→': 'arrowright',
  '↑': 'arrowup',
  '↓': 'arrowdown',
  '↵': 'enter',
  esc: 'escape',
  space: ' ',
};

/** Where the press happened, as far as the bindings care. */
export interface PressPlace {
  readonly inField: boolean;
  readonly overDialog: boolean;
}

/** The binding that a press belongs to, or undefined. */
export function bindingFor(
  bindings: readonly KeyBinding[],
  pressed: Pressed,
  place: PressPlace,
): KeyBinding | undefined {
  return bindings.findLast(
    (each) =>
      each.run !== undefined &&
      isChord(pressed, each.keys) &&
      (!place.inField || each.inFields === true) &&
      (!place.overDialog || each.overDialogs === true),
  );
}
