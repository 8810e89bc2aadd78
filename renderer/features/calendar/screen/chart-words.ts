import type { TFunction } from 'i18next';
import { dateOfDay } from '#shared/kernel/dates.ts';
import { formatDay, formatMoney, formatSpan } from '#renderer/ui/format.ts';
import type { ChartRow } from '../layout/chart.ts';
import type { PlacedBar } from '../layout/placed-bar.ts';
import { spanOf, type Carry } from '../move/move-target.ts';
import type { ChartWords } from '../surface/scene.ts';

/** The chart's words in the reader's language. */
export function chartWords(t: TFunction<'calendar'>, currency: string): ChartWords {
  const spoken = (day: number): string => formatDay(dateOfDay(day), 'spoken');
  const rowName = (row: ChartRow | undefined): string => {
    if (row === undefined) return '';
    if (row.kind === 'room') return t('room', { room: row.room.number });
    return row.kind === 'type' ? row.type.name : t(row.kind);
  };
  const barText = (placed: PlacedBar): string => {
    if (placed.kind === 'block') return blockText(placed.block.reason, placed.to);
    const { bar } = placed;
    return [
      bar.name,
      bar.tentative ? t('states.tentative') : t(`states.${bar.state}`),
      bar.from === bar.to ? t('dayUse') : '',
      formatSpan(bar.from, bar.to),
      t('guests', { count: bar.adults + bar.children }),
      bar.unpaid > 0 ? t('unpaidOf', { amount: formatMoney(bar.unpaid, currency, { code: true }) }) : '',
      bar.vip ? t('vip') : '',
      bar.locked ? t('locked') : '',
    ]
      .filter(Boolean)
      .join(', ');
  };
  const blockText = (reason: string, to: number): string =>
    t('blocked', { reason: reason || t('outOfOrder'), until: formatDay(dateOfDay(to), 'short') });
  const targetSpan = (carry: Carry): string => {
    const { from, to } = spanOf(carry.target);
    return formatSpan(from, to);
  };
  return {
    bar: (placed, row) => `${rowName(row)}, ${barText(placed)}`,
    block: (placed) => blockText(placed.block.reason, placed.to),
    roomStatus: (status) => t(`roomStatus.${status}`),
    free: (type, free, day) => t('freeOn', { type, count: free, day: spoken(day) }),
    full: t('full'),
    unassigned: t('unassigned'),
    disputed: t('disputed'),
    houseCount: t('houseCount'),
    ofRooms: (rooms) => t('ofRooms', { rooms }),
    house: ({ taken, total, percent }, day) => t('houseOn', { taken, total, percent, day: spoken(day) }),
    today: t('today'),
    cell: (row, day, placed) => `${rowName(row)}, ${spoken(day)}, ${placed === null ? t('nothingHere') : barText(placed)}`,
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
