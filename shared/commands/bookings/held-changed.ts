import { channelTerms } from '#shared/bookings/channel-terms.ts';
import { holdMinutes, needsApproval } from '#shared/bookings/policy.ts';
import { roundHalfUp } from '#shared/kernel/money.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { departuresHeld, heldUntil } from '../holds/before-start.ts';
import { confirmed } from '../holds/confirmed.ts';
import type { Holding } from '../holds/load-holding.ts';
import { runOutOn } from '../holds/run-out.ts';

/** A booking that is held, as it stands once what it holds has changed; its rows are not written yet. */
export interface HeldNow {
  readonly booking: Row<'booking'>;
  /** With the lines, seats and stays as they are now. */
  readonly holding: Holding;
  readonly totalBefore: number;
}

/**
 * What another price makes of a booking that is held [B3]: dearer and above the threshold it waits for a manager, like one that is
 * made at that price; where the deposit that is left to be due was paid already it is sold. Nothing otherwise.
 */
export function heldChanged({ booking, holding, totalBefore }: HeldNow, context: Context): readonly Event[] {
  if (booking.status !== 'HELD') return [];
  const { policy } = holding.slots;
  const { collects, holdMinutes: minutes } = channelTerms(holding.channel, booking.source);
  if (needsApproval(policy, collects, booking.total) && booking.total > totalBefore) {
    const until = heldUntil(holdMinutes('APPROVAL_PENDING', policy, minutes), departuresHeld(holding), context);
    const expiresAt = booking.expiresAt !== null && booking.expiresAt > until ? booking.expiresAt : until;
    return [
      {
        type: 'HoldChanged',
        holdId: booking.holdId ?? '',
        hold: { type: 'APPROVAL_PENDING', expiresAt },
        lineIds: holding.lines.filter(({ status }) => status === 'active').map(({ id }) => id),
        line: { expiresAt },
        booking: { id: booking.id, fields: { status: 'PENDING_APPROVAL', expiresAt } },
        entry: null,
      },
    ];
  }
  if (booking.paid <= 0 || booking.paid < booking.depositDue || !isWhole(holding)) return [];
  return [soldNow(booking, holding, context)];
}

/** The part of a deposit that is still due where only so much of the total is left; minor units, rounded half up. */
export function depositLeft({ depositDue, total }: Pick<Row<'booking'>, 'depositDue' | 'total'>, left: number): number {
  return total <= 0 ? 0 : roundHalfUp(depositDue * left, total);
}

/** [I5] Whether nothing of it has run out: else its money asks for the units again, not this. */
function isWhole({ lines, slots }: Holding): boolean {
  const runOut = runOutOn(slots);
  return lines.every(({ id, status }) => status === 'released' || (status === 'active' && !runOut.has(id)));
}

function soldNow(booking: Row<'booking'>, holding: Holding, context: Context): Event {
  return confirmed(
    {
      booking,
      holdId: booking.holdId ?? '',
      lines: holding.lines.filter(({ status }) => status === 'active'),
      seats: holding.seats.filter(({ status }) => status === 'HELD'),
      stayIds: holding.stays.filter(({ status }) => status === 'HELD').map(({ id }) => id),
      slots: new Map([...holding.slots.states].map(([id, { slot }]) => [id, slot])),
      channel: holding.channel,
      agent: holding.agent,
      departures: holding.slots.departures,
      by: 'paid',
    },
    context,
  );
}
