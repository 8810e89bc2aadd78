import { expect, test } from 'vitest';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { someRoom } from './sale-form.ts';

const today = '2026-11-28';
// Of a lodge only its day and its types are asked for.
const lodge = { property: { businessDate: today }, roomTypes: [{ id: 'twin' }] } as unknown as LodgeView;

test('a room alone is for tonight', () => {
  expect(someRoom(lodge, 1)).toMatchObject({ from: today, to: '2026-11-29', roomTypeId: 'twin' });
});

test('beside seats it is for the night before they leave', () => {
  const trek = { date: '2026-12-02', endsOn: '2026-12-05' };
  expect(someRoom(lodge, 1, trek)).toMatchObject({ from: '2026-12-01', to: '2026-12-02' });
  expect(someRoom(lodge, 1, { date: '2026-11-29', endsOn: '2026-11-29' })).toMatchObject({ from: today });
});

test('who leaves today has it for the night on which they are back, never for one that is past', () => {
  expect(someRoom(lodge, 1, { date: today, endsOn: '2026-12-01' })).toMatchObject({ from: '2026-12-01' });
  expect(someRoom(lodge, 1, { date: today, endsOn: today })).toMatchObject({ from: today });
  expect(someRoom(lodge, 1, { date: '2026-11-20', endsOn: '2026-11-24' })).toMatchObject({ from: today });
});
