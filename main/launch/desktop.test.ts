import { expect, test } from 'vitest';
import { hasScreen, whyNoWindow } from './desktop.ts';

test.each([
  ['linux', {}, false, 'no screen'],
  ['linux', { DISPLAY: ':0' }, false, undefined],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, false, undefined],
  ['linux', { DISPLAY: ':0' }, true, 'root'],
  ['darwin', {}, false, undefined],
  ['darwin', { SSH_CONNECTION: '10.0.0.1' }, false, 'no screen'],
  ['win32', {}, true, undefined],
] as const)('on %s with %j (root: %s) there is no window for: %s', (platform, env, isRoot, why) => {
  expect(whyNoWindow({ platform, env, isRoot })).toBe(why);
});

test('a browser is opened where something can be shown', () => {
  expect(hasScreen({ platform: 'linux', env: { DISPLAY: ':0' }, isRoot: true })).toBe(true);
  expect(hasScreen({ platform: 'linux', env: {}, isRoot: true })).toBe(false);
});
