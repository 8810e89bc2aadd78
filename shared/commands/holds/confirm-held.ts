import { channelTerms } from '#shared/bookings/channel-terms.ts';
import { forSale } from '#shared/bookings/for-sale.ts';
import { needsApproval } from '#shared/bookings/policy.ts';
import { type Slot, type SlotDelta, after, take } from '#shared/inventory/slot.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Fields, Row } from '#shared/schema/entities.ts';
import { type Context, mayOverride } from '../context.ts';
import type { Event } from '../events.ts';
import { departuresHeld, heldUntil, notLeft } from './before-start.ts';
import { type HeldLine, confirmed } from './confirmed.ts';
import { type Distributed, distributeSlots } from './distributed.ts';
import { promotionOf } from './give-up.ts';
import type { Holding } from './load-holding.ts';
import { codeLeft, gaveCodeBack, priceAnew } from './price-anew.ts';
import { isPushed } from './who-sells.ts';

/** A hold whose units are all there, whatever it took. */
export interface Standing {
  readonly events: readonly Event[];
  readonly lines: readonly HeldLine[];
  readonly slots: ReadonlyMap<string, Slot>;
}

/**
 * Makes sure that every unit of a booking is held: what ran out is asked for again, behind those who came first meanwhile, and
 * held anew or refused [I6]. A booking that had expired is HELD again; not one that nobody approved [B3], nor on a departure that
 * does not run any more [I8]. Whoever comes after the hold's time buys now: not what is not for sale any more [I11], and at today's
 * price [P3, B7]; who paid within it, at a desk without a line, is not asked again.
 */
export function standingHold(booking: Row<'booking'>, holding: Holding, context: Context): Outcome<Standing> {
  const distributed = distributeSlots(holding.slots, context);
  const wanted = slotsWanted(holding);
  // A line whose slot no item stands in any more was left behind by a move, or given up with its item.
  const gone = holding.lines
    .filter(({ slotId }) => wanted.has(slotId))
    .filter((line) => line.status !== 'active' || distributed.lapsed.has(line.id));
  const overbooked = overbookedNow(distributed);
  const live = holding.lines
    .filter((line) => line.status === 'active' && !gone.includes(line))
    .map((line) => ({ ...line, overbooked: overbooked.get(line.id) ?? line.overbooked }));
  // A payment that began before it left is waited for [I6].
  const left = holding.hold?.paying === true ? done(null) : notLeft(departuresHeld(holding), context);
  if (!left.ok) return left;
  if (gone.length === 0) return done({ events: distributed.events, lines: live, slots: distributed.slots });
  // What a rejected draft held was free at once [I4], whatever time its lines had left.
  const inTime = booking.status !== 'DRAFT' && gone.every(({ expiresAt }) => expiresAt > context.now);
  const may = mayHoldAnew(booking, holding, inTime, context);
  if (!may.ok) return may;
  const priced = inTime ? codeLeft(booking, holding) : priceAnew(booking, holding, distributed.slots, context);
  if (!priced.ok) return priced;
  const again = takeAgain(gone, distributed.slots, booking, holding, context);
  if (!again.ok) return again;
  const expiresAt = heldUntil(holding.slots.policy.paymentMinutes, departuresHeld(holding), context);
  const fields: Partial<Fields<'hold'>> = { status: 'active', expiresAt, paying: false };
  return done({
    events: [
      ...distributed.events,
      {
        type: 'HeldAnew',
        holdId: booking.holdId ?? '',
        hold: { ...fields, type: 'PAYMENT_PENDING' },
        // Those that had not run out live as long as the others from now on.
        lines: [...live, ...again.value.lines].map(({ id, overbooked: beyond }) => ({
          id,
          fields: { status: 'active', expiresAt, paying: false, overbooked: beyond },
        })),
        booking: {
          id: booking.id,
          fields: {
            ...(booking.status === 'EXPIRED' ? { status: 'HELD' as const, statusReason: '' } : {}),
            expiresAt,
            overbooked: [...live, ...again.value.lines].some((line) => line.overbooked > 0),
          },
        },
        seatIds: holding.seats.filter(({ status }) => status === 'EXPIRED').map(({ id }) => id),
        stayIds: holding.stays.filter(({ status }) => status === 'EXPIRED').map(({ id }) => id),
        occupancyIds: holding.occupancies.filter(({ status }) => status === 'released').map(({ id }) => id),
        slots: again.value.deltas,
        promotionId: gaveCodeBack(booking) ? promotionOf(booking) : null,
      },
    ],
    lines: [...live, ...again.value.lines],
    slots: again.value.slots,
  });
}

/** Sells what a booking holds, held anew where it must be [I6, B3]; refused where units are not there any more. */
export function confirmHeld(
  booking: Row<'booking'>,
  holding: Holding,
  context: Context,
  by: string,
): Outcome<readonly Event[]> {
  const standing = standingHold(booking, holding, context);
  if (!standing.ok) return standing;
  const { seats, stays, channel, agent } = holding;
  const { events, lines, slots } = standing.value;
  const sold = confirmed(
    {
      booking,
      holdId: booking.holdId ?? '',
      lines,
      seats: seats.filter(({ status }) => status === 'HELD' || status === 'EXPIRED'),
      stayIds: stays.filter(({ status }) => status === 'HELD' || status === 'EXPIRED').map(({ id }) => id),
      slots,
      channel,
      agent,
      departures: holding.slots.departures,
      by,
    },
    context,
  );
  return done([...events, sold]);
}

function slotsWanted({ seats, stays, nights }: Holding): ReadonlySet<string> {
  const waits = ({ status }: Pick<Row<'seats'> | Row<'stay'>, 'status'>) => status === 'HELD' || status === 'EXPIRED';
  return new Set([
    ...seats.filter(waits).map(({ slotId }) => slotId),
    ...stays.filter(waits).flatMap(({ id }) => (nights.get(id) ?? []).map((night) => night.id)),
  ]);
}

function mayHoldAnew(booking: Row<'booking'>, holding: Holding, inTime: boolean, context: Context): Outcome<null> {
  const { hold, channel, slots } = holding;
  const { collects, cutoffMinutes } = channelTerms(channel, booking.source);
  const unapproved =
    booking.status === 'EXPIRED' &&
    hold?.type === 'APPROVAL_PENDING' &&
    needsApproval(slots.policy, collects, booking.total);
  if (unapproved)
    return refuse('invalid-transition', { command: 'takeMoney', status: booking.status, why: 'not-approved' });
  // A gateway's late answer is nobody's override.
  const override = inTime || (mayOverride(context) && context.actor.role !== 'system');
  for (const departure of departuresHeld(holding)) {
    const sale = forSale(departure, { now: context.now, cutoffMinutes, override });
    if (!sale.ok) return sale;
  }
  return done(null);
}

function takeAgain(
  gone: readonly Row<'heldUnits'>[],
  slots: ReadonlyMap<string, Slot>,
  booking: Row<'booking'>,
  holding: Holding,
  context: Context,
): Outcome<{ lines: readonly HeldLine[]; deltas: readonly SlotDelta[]; slots: ReadonlyMap<string, Slot> }> {
  const mayOverbook = channelTerms(holding.channel, booking.source).mayOverbook && isPushed(booking);
  const left = new Map(slots);
  const lines: HeldLine[] = [];
  const deltas: SlotDelta[] = [];
  for (const line of gone) {
    const slot = left.get(line.slotId);
    if (slot === undefined) continue;
    const { units, channelGroup: group } = line;
    const taken = take(slot, { as: 'held', units, group, now: context.arrivedAt, mayOverbook });
    if (!taken.ok) return taken;
    left.set(slot.id, after(slot, taken.value.delta));
    deltas.push(taken.value.delta);
    lines.push({ id: line.id, slotId: line.slotId, units, overbooked: taken.value.overbooked });
  }
  return done({ lines, deltas, slots: left });
}

/** What of each line is beyond what is there, once others have been given back in the same command. */
export function overbookedNow({ events }: Distributed): ReadonlyMap<string, number> {
  return new Map(
    events.flatMap((event) =>
      event.type === 'SlotsDistributed'
        ? event.whole.flatMap(({ of, id, overbooked }) => (of === 'heldUnits' ? [[id, overbooked] as const] : []))
        : [],
    ),
  );
}
