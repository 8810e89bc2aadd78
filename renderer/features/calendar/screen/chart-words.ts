import type { TFunction } from 'i18next';
import { dateOfDay } from '#shared/kernel/dates.ts';
import type { BarState } from '#shared/rpc/calendar-views.ts';
import { formatDay, formatMoney, formatShortMoney, formatSpan } from '#renderer/ui/format.ts';
import type { ChartRow } from '../layout/chart.ts';
import type { PlacedBar } from '../layout/placed-bar.ts';
import { spanOf, type Carry } from '../move/move-target.ts';
import type { ChartWords } from '../surface/scene.ts';

/** Stands for an amount in a sentence; no language has it. */
const SLOT = '\u0000';

/** The chart's words in the reader's language. What is said of every bar is put together from words asked for once: there are hundreds of bars in a picture. */
export function chartWords(t: TFunction<'calendar'>, currency: string): ChartWords {
  const spoken = remember((day: number) => formatDay(dateOfDay(day), 'spoken'));
  const guests = remember((count: number) => t('guests', { count }));
  const state = remember((name: BarState | 'tentative') => t(`states.${name}`));
  const short = remember((date: string) => formatDay(date, 'short'));
  const room = remember((number: string) => t('room', { room: number }));
  const [dayUse, vip, locked, guaranteed] = [t('dayUse'), t('vip'), t('locked'), t('guaranteed')];
  const rowName = (row: ChartRow | undefined): string => {
    if (row === undefined) return '';
    if (row.kind === 'room') return room(row.room.number);
    return row.kind === 'type' ? row.type.name : t(row.kind);
  };
  // The sentence is asked for once; its amount stands where the slot was.
  const unpaid = t('unpaidOf', { amount: SLOT }).split(SLOT);
  const said = new WeakMap<PlacedBar, string>();
  const barText = (placed: PlacedBar): string => {
    const known = said.get(placed);
    if (known !== undefined) return known;
    const text = sayBar(placed);
    said.set(placed, text);
    return text;
  };
  const sayBar = (placed: PlacedBar): string => {
    if (placed.kind === 'block') return blockText(placed.block.reason, placed.to);
    const { bar } = placed;
    let text = `${bar.name}, ${state(bar.tentative ? 'tentative' : bar.state)}, ${short(bar.from)} → ${short(bar.to)}`;
    if (bar.from === bar.to) text += `, ${dayUse}`;
    text += `, ${guests(bar.adults + bar.children)}`;
    if (bar.unpaid > 0) text += `, ${unpaid.join(formatMoney(bar.unpaid, currency, { code: true }))}`;
    if (bar.vip) text += `, ${vip}`;
    if (bar.guaranteed) text += `, ${guaranteed}`;
    return bar.locked ? `${text}, ${locked}` : text;
  };
  const blockText = (reason: string, to: number): string =>
    t('blocked', { reason: reason || t('outOfOrder'), until: formatDay(dateOfDay(to), 'short') });
  const freeCount = remember((count: number) => t('free', { count }));
  const promisedCount = remember((count: number) => t('promised', { count }));
  const targetSpan = (carry: Carry): string => {
    const { from, to } = spanOf(carry.target);
    return formatSpan(from, to);
  };
  return {
    bar: (placed, row) => `${rowName(row)}, ${barText(placed)}`,
    block: (placed) => blockText(placed.block.reason, placed.to),
    amount: remember((minor: number) => formatShortMoney(minor, currency)),
    roomStatus: (status) => t(`roomStatus.${status}`),
    free: (type, free, day, promised) =>
      [`${type}, ${spoken(day)}: ${freeCount(free)}`, promised > 0 ? promisedCount(promised) : '']
        .filter(Boolean)
        .join(', '),
    full: t('full'),
    unassigned: t('unassigned'),
    disputed: t('disputed'),
    houseCount: t('houseCount'),
    ofRooms: (rooms) => t('ofRooms', { rooms }),
    house: ({ taken, total, percent }, day) => t('houseOn', { taken, total, percent, day: spoken(day) }),
    today: t('today'),
    cell: (row, day, placed) =>
      `${rowName(row)}, ${spoken(day)}, ${placed === null ? t('nothingHere') : barText(placed)}`,
    target: (carry, row, inTheWay) => {
      const where = { name: carry.stay?.bar.name ?? '', row: rowName(row), span: targetSpan(carry) };
      const first = inTheWay[0];
      if (first === undefined) return t('carried', where);
      return t('carriedInTheWay', { ...where, other: first.kind === 'stay' ? first.bar.name : first.block.reason });
    },
    ghost: (carry, row) => {
      const place = row?.kind === 'room' ? row.room.number : row === undefined ? '' : rowName(row);
      return [carry.stay?.bar.name ?? t('newStay'), place, targetSpan(carry)].filter(Boolean).join(' · ');
    },
    returned: t('returned'),
  };
}

/** The same answer for the same question, made once. */
function remember<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const there = known.get(key);
    if (there !== undefined) return there;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
