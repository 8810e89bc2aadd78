import { sumOf } from '#shared/bookings/price.ts';
import { roundHalfUp } from '#shared/kernel/money.ts';
import { shareOut } from '#shared/pricing/share-out.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { EarnedPart } from '#shared/schema/inventory-values.ts';
import { agentCommission } from './commission.ts';

/** Who earns on a booking: an agent by its rules, else a channel by its share, else nobody. */
export interface Earning {
  readonly agent: Pick<Row<'agent'>, 'rules'> | undefined;
  readonly channel: Pick<Row<'channel'>, 'commissionBasisPoints'> | undefined;
}

/** What was sold, before tax, with its product; rooms stand together under null. Minor units. */
export interface SoldItem {
  readonly itemId: string | null;
  readonly productId: string | null;
  readonly net: number;
}

/** What is earned on each item [U7]: an agent's by the rule of its product, a channel's share of all of it, divided to the cent. */
export function earnedOn({ agent, channel }: Earning, items: readonly SoldItem[]): EarnedPart[] {
  if (agent !== undefined)
    return items.map((item) => ({ itemId: item.itemId, amount: agentCommission(agent.rules, [item]) }));
  const nets = items.map(({ net }) => Math.max(0, net));
  const all = items.reduce((sum, { net }) => sum + net, 0);
  const shares = shareOut(roundHalfUp(all * (channel?.commissionBasisPoints ?? 0), 10_000), nets);
  return items.map(({ itemId }, index) => ({ itemId, amount: shares[index] ?? 0 }));
}

/** What is left of it by item once these are given up [M5]: of rooms each stay has its share by what it comes to. */
export function earnedWithout(
  earned: readonly EarnedPart[],
  seatIds: readonly string[],
  stays: { readonly gone: readonly Row<'stay'>[]; readonly live: readonly Row<'stay'>[] },
): EarnedPart[] {
  const worth = (of: readonly Row<'stay'>[]) => of.reduce((sum, { nightly }) => sum + sumOf(nightly), 0);
  const rooms = worth(stays.live);
  const left = rooms - worth(stays.gone);
  return earned.flatMap(({ itemId, amount }): EarnedPart[] => {
    if (itemId !== null) return seatIds.includes(itemId) ? [] : [{ itemId, amount }];
    return [{ itemId, amount: rooms <= 0 ? amount : roundHalfUp(amount * left, rooms) }];
  });
}

/** What is earned once an item's price has changed: less by what left of its net, more by what joined. Minor units. */
export function earnedWith(
  earned: readonly EarnedPart[],
  itemId: string,
  change: { readonly netBefore: number; readonly left: number; readonly joined: number },
): EarnedPart[] {
  const { netBefore, left, joined } = change;
  const part = earned.find((one) => one.itemId === itemId)?.amount ?? 0;
  const kept = netBefore <= 0 ? part : roundHalfUp(part * Math.max(0, netBefore - left), netBefore);
  return [...earned.filter((one) => one.itemId !== itemId), { itemId, amount: kept + joined }];
}

/** What was earned on two bookings that become one; null where of one of them it is not known by item. */
export function earnedTogether(
  one: readonly EarnedPart[] | null,
  other: readonly EarnedPart[] | null,
): EarnedPart[] | null {
  if (one === null || other === null) return null;
  const rooms = [...one, ...other].filter(({ itemId }) => itemId === null);
  const seats = [...one, ...other].filter(({ itemId }) => itemId !== null);
  return rooms.length === 0 ? seats : [...seats, { itemId: null, amount: amountOf(rooms) }];
}

export function amountOf(earned: readonly EarnedPart[]): number {
  return earned.reduce((sum, { amount }) => sum + amount, 0);
}
