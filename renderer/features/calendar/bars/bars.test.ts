import { expect, test } from 'vitest';
import { dayNumber } from '#shared/kernel/dates.ts';
import { aBar, aView } from '../chart-factory.ts';
import { fitColumns } from '../layout/columns.ts';
import { placeBars } from '../layout/placed-bar.ts';
import type { BarView } from '#shared/rpc/calendar-views.ts';
import { barLook, type BarScene } from './bar-look.ts';
import { nameWithin, surnameFirst } from './bar-name.ts';
import { partsFor } from './bar-parts.ts';
import { textWidth } from './text-width.ts';

const columns = fitColumns(1278, '2026-11-18', 14);
const scene: BarScene = {
  columns,
  nowX: 158 + 2 * 80 + 37,
  amount: () => '8.2k',
  markOf: () => '',
  blockText: () => 'leak',
};

function look(fields: Partial<BarView>) {
  const placed = placeBars(aView([aBar(fields)])).byId.get('o1');
  if (placed === undefined) throw new Error('the bar is in the view');
  return barLook(placed, scene);
}

test('each state has its own tone, and each that asks has its icon', () => {
  expect(look({ state: 'dueIn' })).toMatchObject({ tone: 'in', icon: 'arriving' });
  expect(look({ state: 'inHouse' })).toMatchObject({ tone: 'house', icon: 'bed' });
  expect(look({ state: 'dueOut' })).toMatchObject({ tone: 'out', icon: 'leaving' });
  expect(look({ state: 'overdue' })).toMatchObject({ tone: 'late', icon: 'alarm' });
  expect(look({ state: 'confirmed' })).toMatchObject({ tone: 'conf', icon: null });
  expect(look({ state: 'unconfirmed' })).toMatchObject({ tone: 'hold', icon: null });
  expect(look({ state: 'dueIn', tentative: true })).toMatchObject({ tone: 'tent', icon: 'cloudOff' });
});

test('an overdue stay reaches to the now line', () => {
  const late = look({ state: 'overdue', from: '2026-11-16', to: '2026-11-19' });
  expect((late?.x ?? 0) + (late?.width ?? 0)).toBe(scene.nowX);
});

test('an overdue stay that ended before the window still reaches to the now line', () => {
  const late = look({ state: 'overdue', from: '2026-11-10', to: '2026-11-15' });
  expect(late).toMatchObject({ x: 159, cutLeft: true });
});

test('the unpaid chip gives way to an edge, never to nothing', () => {
  expect(look({ unpaid: 820_000 })).toMatchObject({ chip: '8.2k', owes: false });
  expect(look({ unpaid: 820_000, to: '2026-11-21' })).toMatchObject({ owes: true });
  expect(look({ unpaid: 820_000, state: 'departed' })).toMatchObject({ chip: '', owes: false });
});

test('names give way last: pax first, then the marks, then the chip', () => {
  const wish = {
    icon: true,
    vip: true,
    shield: true,
    name: 'Okafor A.',
    pax: '2',
    lock: true,
    mark: 'GT',
    chip: '8.2k',
  };
  const shown = [300, 180, 160, 140, 120, 100].map((width) => partsFor(wish, width));
  expect(shown[0]).toMatchObject({ pax: true, lock: true, vip: true, mark: true, chip: true });
  // Whatever else has gone, something of the name is left; and the pax never outlives a mark.
  expect(shown.every((parts) => parts.name > 0)).toBe(true);
  expect(shown.filter((parts) => parts.pax && !(parts.lock && parts.vip && parts.mark && parts.chip))).toEqual([]);
  expect(shown.map((parts) => parts.pax)).toEqual(
    shown
      .map((parts) => parts.pax)
      .toSorted()
      .toReversed(),
  );
  expect(partsFor(wish, 20)).toMatchObject({ icon: true, name: 0 });
});

test('a name is put as lists of names put it; what is no person stays', () => {
  expect(surnameFirst('Amara Okafor')).toBe('Okafor A.');
  expect(surnameFirst('Dr Amara Okafor')).toBe('Okafor A.');
  expect(surnameFirst('Jan Van Dijk')).toBe('Van Dijk J.');
  expect(surnameFirst('KE Adventure')).toBe('KE Adventure');
  expect(surnameFirst('Guest 4711')).toBe('Guest 4711');
  expect(surnameFirst('Pelé')).toBe('Pelé');
  expect(surnameFirst('Johansson family')).toBe('Johansson family');
});

test('a name that is cut is never wider than its room', () => {
  for (let width = 12; width < 90; width += 3)
    expect(textWidth(nameWithin('Lindqvist O.', width), 12)).toBeLessThanOrEqual(Math.max(width, 9));
  expect(nameWithin('Okafor A.', 200)).toBe('Okafor A.');
  expect(nameWithin('Okafor A.', textWidth('Okafor', 12))).toBe('Okafor');
});

test('day use stands within its one day', () => {
  const used = look({ from: '2026-11-20', to: '2026-11-20' });
  expect(used).toMatchObject({ dayUse: true, icon: 'sun' });
  expect(used?.x).toBeGreaterThan(158 + 2 * 80);
  expect((used?.x ?? 0) + (used?.width ?? 0)).toBeLessThan(158 + 3 * 80);
  expect(dayNumber('2026-11-20') - columns.first).toBe(2);
});
