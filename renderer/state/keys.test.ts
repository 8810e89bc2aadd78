import { afterEach, describe, expect, test } from 'vitest';
import { type KeyBinding, bindingFor, isChord, registerKeys, useKeyRegistry } from './keys.ts';

const pressed = (key: string, more: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const nowhere = { inField: false, overDialog: false };
const aKey = (more: Partial<KeyBinding>): KeyBinding => ({
  id: 'today',
  keys: 'T',
  group: 'everywhere',
  label: () => 'Today',
  run: () => undefined,
  ...more,
});

afterEach(() => useKeyRegistry.setState({ bindings: [] }));

describe('a chord', () => {
  test.each([
    ['T', pressed('t'), true],
    ['T', pressed('T', { shiftKey: true }), false],
    ['T', pressed('t', { ctrlKey: true }), false],
    ['?', pressed('?', { shiftKey: true }), true],
    ['/', pressed('/', { shiftKey: true }), true],
    ['Ctrl+K', pressed('k', { ctrlKey: true }), true],
    ['Ctrl+K', pressed('k', { metaKey: true }), true],
    ['Ctrl+K', pressed('k'), false],
    ['Shift+→', pressed('ArrowRight', { shiftKey: true }), true],
    ['Shift+→', pressed('ArrowRight'), false],
    ['Esc', pressed('Escape'), true],
  ])('%s', (chord, press, is) => {
    expect(isChord(press, chord)).toBe(is);
  });
});

describe('the binding of a press', () => {
  test('the newest answers, and the older again when it has left', () => {
    const older = aKey({ id: 'screen-today' });
    const newer = aKey({ id: 'calendar-today' });
    registerKeys([older]);
    const leave = registerKeys([newer]);
    expect(bindingFor(useKeyRegistry.getState().bindings, pressed('t'), nowhere)?.id).toBe('calendar-today');
    leave();
    expect(bindingFor(useKeyRegistry.getState().bindings, pressed('t'), nowhere)?.id).toBe('screen-today');
  });

  test('a letter typed into a field is text', () => {
    const place = { inField: true, overDialog: false };
    expect(bindingFor([aKey({})], pressed('t'), place)).toBeUndefined();
    expect(bindingFor([aKey({ inFields: true })], pressed('t'), place)?.id).toBe('today');
  });

  test('under a dialog the screen hears nothing', () => {
    const place = { inField: false, overDialog: true };
    expect(bindingFor([aKey({})], pressed('t'), place)).toBeUndefined();
    expect(bindingFor([aKey({ overDialogs: true })], pressed('t'), place)?.id).toBe('today');
  });

  test('a key that is only listed is left to its feature', () => {
    expect(bindingFor([aKey({ run: undefined })], pressed('t'), nowhere)).toBeUndefined();
  });
});
