import { amountOf, earnedOn, earnedWith } from '#shared/bookings/earned.ts';
import { type Difference, issuedGoods, returnedGoods } from '#shared/bookings/goods.ts';
import { roundHalfUp } from '#shared/kernel/money.ts';
import type { GoodsPosting } from '#shared/money/postings.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { EarnedAnew } from '../holds/earned-anew.ts';
import type { Holding } from '../holds/load-holding.ts';

/** Seats whose price is another now. */
export interface PricedAnew {
  /** As they were. */
  readonly seats: Row<'seats'>;
  readonly productId: string | null;
  readonly difference: Difference;
  /** What is priced by today of them, before tax; the rest stays as it was agreed. Minor units. */
  readonly net: number;
}

/**
 * Goods that were issued at another price [A1]: the difference is issued too, paid by what stands beyond the price before, or taken
 * back; null where nothing differs.
 */
export function goodsChanged(
  booking: Pick<Row<'booking'>, 'receivable' | 'depositHeld' | 'paid' | 'total'>,
  channel: Row<'channel'> | undefined,
  { total, tax }: Difference,
): (GoodsPosting & { readonly way: 'issued' | 'returned' }) | null {
  const channelCollects = channel?.collects === 'channel';
  // The price may stay as it was, and the tax in it not.
  if (total === 0 && tax === 0) return null;
  return total >= 0
    ? { ...issuedGoods([{ total, tax }], beyond(booking)), channelCollects, way: 'issued' }
    : { ...returnedGoods([{ total: -total, tax: -tax }], booking.receivable), channelCollects, way: 'returned' };
}

/** Money that was paid beyond the price: it stands as a deposit, and pays first. */
function beyond({ depositHeld, paid, total }: Pick<Row<'booking'>, 'depositHeld' | 'paid' | 'total'>): number {
  return Math.max(0, Math.min(depositHeld, paid - total));
}

/** What more is earned on a booking whose seats are priced anew, or less [U7]; null where nothing changes. Rates by item where they are known, else in proportion. */
export function commissionChanged(
  { commission, agent, channel }: Pick<Holding, 'commission' | 'agent' | 'channel'>,
  booking: Pick<Row<'booking'>, 'total'>,
  changes: readonly PricedAnew[],
): EarnedAnew | null {
  if (commission === undefined || booking.total === 0) return null;
  const total = changes.reduce((sum, { difference }) => sum + difference.total, 0);
  const base = total - changes.reduce((sum, { difference }) => sum + difference.tax, 0);
  if (commission.earned === null) {
    const sign = total < 0 ? -1 : 1;
    const amount = sign * roundHalfUp((commission.amount - commission.recalled) * Math.abs(total), booking.total);
    return amount === 0 ? null : { id: commission.id, amount, base, earned: null };
  }
  const earned = changes.reduce((before, { seats, productId, difference, net }) => {
    const joined = amountOf(earnedOn({ agent, channel }, [{ itemId: seats.id, productId, net }]));
    const left = net - (difference.total - difference.tax);
    return earnedWith(before, seats.id, { netBefore: seats.total - seats.tax, left, joined });
  }, commission.earned);
  const amount = amountOf(earned) - amountOf(commission.earned);
  return amount === 0 ? null : { id: commission.id, amount, base, earned };
}
