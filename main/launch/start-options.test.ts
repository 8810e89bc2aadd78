import { expect, test } from 'vitest';
import { WrongOption, deskOptions, startOptions } from './start-options.ts';

test('without a flag everything is as one would expect', () => {
  expect(startOptions([])).toEqual({
    fresh: false,
    port: undefined,
    open: true,
    businessDate: undefined,
    property: undefined,
    blackBox: undefined,
  });
  expect(deskOptions([])).toMatchObject({ name: 'B', open: true });
});

test('every flag is read', () => {
  const args = [
    '--fresh',
    '--port',
    '4900',
    '--no-open',
    '--business-date',
    '2016-08-15',
    '--property',
    'resort',
    '--black-box',
    '/mnt/box',
  ];
  expect(startOptions(args)).toEqual({
    fresh: true,
    port: 4900,
    open: false,
    businessDate: '2016-08-15',
    property: 'resort',
    blackBox: '/mnt/box',
  });
});

test.each([
  [['--port', 'x']],
  [['--port', '70000']],
  [['--business-date', '2016-02-30']],
  [['--business-date', 'tomorrow']],
  [['--what']],
  [['stray']],
])('%j is refused in words', (args) => {
  expect(() => startOptions(args)).toThrow(WrongOption);
});

test('a desk’s name is a folder’s name, and leads nowhere else', () => {
  expect(() => deskOptions(['--name', '../server'])).toThrow(WrongOption);
  expect(deskOptions(['--name', 'Reception 2']).name).toBe('Reception 2');
});
