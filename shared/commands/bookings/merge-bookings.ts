import { z } from 'zod';
import { cameAlike } from '#shared/bookings/came-alike.ts';
import { channelTerms } from '#shared/bookings/channel-terms.ts';
import { earnedTogether } from '#shared/bookings/earned.ts';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { type SlotDelta, after, deltaOf } from '#shared/inventory/slot.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Quote } from '#shared/schema/inventory-values.ts';
import type { Context } from '../context.ts';
import { defineRequest } from '../define.ts';
import type { Event, Made } from '../events.ts';
import { idField, versionField } from '../fields.ts';
import { type Holding, loadHolding } from '../holds/load-holding.ts';
import { type Loading, edit, lockAll, see, where } from '../need.ts';

const draft = z.object({
  /** The booking that stays. */
  bookingId: idField,
  expectedVersion: versionField,
  /** The one that is merged into it. */
  otherId: idField,
  otherVersion: versionField,
});
type Draft = z.infer<typeof draft>;

interface Seen {
  readonly booking: Row<'booking'> | undefined;
  readonly other: Row<'booking'> | undefined;
  readonly holding: Holding;
  /** What has been earned on the one that stays. */
  readonly earned: Row<'commission'> | undefined;
  readonly payments: readonly Row<'payment'>[];
  readonly entries: readonly Row<'folioEntry'>[];
}

/**
 * Makes one booking of two that were made for one party [B5]: items, money and commission of the other go to the one that stays,
 * as they were agreed; the other ends, with its number as the reason. Both stand confirmed, and came by the same channel and agent.
 */
export const mergeBookings = defineRequest<Draft, Draft, Seen>({
  name: 'mergeBookings',
  version: 1,
  roles: ['frontDesk', 'manager', 'administrator'],
  draft,
  input: draft,
  load,
  prepare({ booking, other }, given) {
    const changed =
      (booking !== undefined && booking.version !== given.expectedVersion) ||
      (other !== undefined && other.version !== given.otherVersion);
    return changed ? refuse('changed-elsewhere', { bookingId: given.bookingId }, true) : done(given);
  },
  decide,
  concerns: ({ booking, other }) => ({
    bookingId: booking?.id ?? '',
    bookingNumber: booking?.number ?? '',
    amount: other?.total ?? 0,
    currency: other?.currency ?? '',
  }),
});

function* load({ bookingId, otherId }: Draft, context: Context): Loading<Seen> {
  const { booking, other, commissions, payments, entries } = yield* see({
    booking: edit('booking', bookingId),
    other: edit('booking', otherId),
    commissions: lockAll('commission', [where('bookingId', '=', bookingId)]),
    payments: lockAll('payment', [where('bookingId', '=', otherId)]),
    entries: lockAll('folioEntry', [where('folioId', '=', folioIdOf(otherId))]),
  });
  return { booking, other, earned: commissions[0], payments, entries, holding: yield* loadHolding(other, context) };
}

function decide(
  { booking, other, holding, earned, payments, entries }: Seen,
  _input: Draft,
  context: Context,
): Outcome<readonly Event[]> {
  if (booking === undefined || other === undefined) return refuse('not-found', { entity: 'booking' });
  const standing = ['CONFIRMED', 'CHECKED_IN'];
  if (booking.id === other.id || !standing.includes(booking.status) || other.status !== 'CONFIRMED')
    return refuse('invalid-transition', { command: 'mergeBookings', status: other.status, into: booking.status });
  if (!cameAlike(booking, other) || booking.currency !== other.currency)
    return refuse('wrong-input', { number: booking.number, other: other.number });
  const paid = booking.paid + other.paid;
  return done([
    {
      type: 'BookingsMerged',
      booking: {
        id: booking.id,
        fields: {
          paymentStatus: paymentStatusOf(booking.total + other.total, paid),
          overbooked: booking.overbooked || other.overbooked,
          quote: together(booking.quote, other.quote),
        },
      },
      sums: {
        total: other.total,
        paid: other.paid,
        depositHeld: other.depositHeld,
        receivable: other.receivable,
        depositDue: other.depositDue,
      },
      otherId: other.id,
      reason: `merged: ${booking.number}`,
      seatIds: holding.seats.map(({ id }) => id),
      stayIds: holding.stays.map(({ id }) => id),
      occupancyIds: holding.occupancies.map(({ id }) => id),
      paymentIds: payments.map(({ id }) => id),
      commission: earnedOn(holding.commission, earned),
      entries: transferred(booking, other, entries, context),
      slots: regrouped(booking, other, holding),
      at: context.now,
    },
  ]);
}

function earnedOn(commission: Row<'commission'> | undefined, earned: Row<'commission'> | undefined) {
  if (commission === undefined) return null;
  const { id, base, amount, recalled } = commission;
  const both = earned === undefined ? commission.earned : earnedTogether(earned.earned, commission.earned);
  return { id, into: earned?.id ?? null, sums: { base, amount, recalled }, earned: both };
}

/** What the other folio comes to goes to the one that stays: entries are never moved, they are balanced [M1]. */
function transferred(
  booking: Row<'booking'>,
  other: Row<'booking'>,
  entries: readonly Row<'folioEntry'>[],
  context: Context,
): Made<'folioEntry'>[] {
  const balance = entries.reduce((sum, { amount }) => sum + amount, 0);
  if (balance === 0) return [];
  const entry = (of: Row<'booking'>, amount: number, description: string) => ({
    id: context.id(`transfer/${of.id}`),
    fields: {
      folioId: folioIdOf(of.id),
      bookingId: of.id,
      kind: 'transfer' as const,
      date: context.businessDate,
      description,
      amount,
      currency: of.currency,
      receiptId: null,
      correctsId: null,
    },
  });
  return [entry(other, -balance, booking.number), entry(booking, balance, other.number)];
}

/** Units count for the group of the booking that they are of from now on [I7]. */
function regrouped(booking: Row<'booking'>, other: Row<'booking'>, holding: Holding): SlotDelta[] {
  const to = channelTerms(holding.channel, booking.source).group;
  const from = channelTerms(holding.channel, other.source).group;
  if (to === from) return [];
  const left = new Map([...holding.slots.states].map(([id, { slot }]) => [id, slot]));
  const taken = [
    ...holding.seats.flatMap(({ slotId, units, status }) => (status === 'CONFIRMED' ? [{ slotId, units }] : [])),
    ...holding.stays
      .filter(({ status }) => status === 'CONFIRMED')
      .flatMap(({ id }) => (holding.nights.get(id) ?? []).map((night) => ({ slotId: night.id, units: 1 }))),
  ];
  return taken.flatMap(({ slotId, units }) => {
    const slot = left.get(slotId);
    const moved = Math.min(units, slot?.[from] ?? 0);
    if (slot === undefined || moved === 0) return [];
    const delta = deltaOf(slot, { [from]: -moved, [to]: moved });
    left.set(slotId, after(slot, delta));
    return [delta];
  });
}

function together(kept: Quote | null, other: Quote | null): Quote | null {
  if (kept === null || other === null) return kept;
  const behind = kept.items.length;
  return {
    ...kept,
    lines: [
      ...kept.lines,
      ...other.lines.map((line) => ({ ...line, item: line.item === null ? null : line.item + behind })),
    ],
    net: kept.net + other.net,
    tax: kept.tax + other.tax,
    total: kept.total + other.total,
    items: [...kept.items, ...other.items],
    deposit: kept.deposit + other.deposit,
  };
}
