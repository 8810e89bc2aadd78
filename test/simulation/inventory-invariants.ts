import { groupOf } from '#shared/inventory/channel-group.ts';
import { freeUnits, slotId, take } from '#shared/inventory/slot.ts';
import { servesWaitlist } from '#shared/bookings/for-sale.ts';
import { daysOf } from '#shared/kernel/dates.ts';
import type { Row } from '#shared/schema/entities.ts';
import { type ChannelGroup, channelGroups } from '#shared/schema/words.ts';
import type { WhatWasSaid } from './said.ts';
import type { Served, TakenEnvelope } from './served.ts';

type Check = (rule: string, found: readonly string[]) => void;

/** What must hold of seats, holds, allotments and those who wait, when everything has settled. */
export function checkInventory(
  check: Check,
  { served, taken, said, now }: { served: Served; taken: readonly TakenEnvelope[]; said: WhatWasSaid; now: string },
): void {
  check(
    '[I1] held is what lines and allotments hold, sold is what seats and nights are sold, by group too',
    miscounted(served),
  );
  check('[I2] what is beyond the sellable is forced, no more and no less', unforced(served));
  check('[I7] resellers hold and have bought no more than their share', beyondQuota(served));
  check('[S33] every forced seat has its exception', untold(served));
  check('[S32] no guaranteed sale was refused for want of slots', promisesBroken(taken, said));
  check(
    '[S33] [S34] a promise is forced only where a manager revoked, or the desk began anew',
    forcedForNothing(served),
  );
  check('[I9] nobody who waits fits into what is free', overtaken(served, now));
  check('[I5] a hold, its lines and its booking agree', halfHeld(served));
}

/** Units of slots, by group. */
type Sums = Map<string, Record<ChannelGroup, number>>;

function add(sums: Sums, slot: string, group: ChannelGroup, units: number): void {
  const before = sums.get(slot) ?? { website: 0, ota: 0, manual: 0 };
  sums.set(slot, { ...before, [group]: before[group] + units });
}

function miscounted(served: Served): string[] {
  const held: Sums = new Map();
  const sold: Sums = new Map();
  for (const { slotId: slot, channelGroup, units, status } of served.of('heldUnits'))
    if (status === 'active') add(held, slot, channelGroup, units);
  for (const { slotId: slot, units } of served.of('lease')) add(held, slot, 'manual', units);
  const groupOfBooking = groups(served);
  for (const { slotId: slot, bookingId, units, status } of served.of('seats'))
    if (['CONFIRMED', 'COMPLETED', 'NO_SHOW'].includes(status)) add(sold, slot, groupOfBooking(bookingId), units);
  for (const stay of served.of('stay'))
    if (['CONFIRMED', 'CHECKED_IN', 'CHECKED_OUT'].includes(stay.status))
      for (const night of daysOf({ from: stay.arrival, to: stay.departure }))
        add(sold, slotId('roomNight', stay.roomTypeId, night), groupOfBooking(stay.bookingId), 1);
  const today = served.of('property')[0]?.businessDate ?? '';
  return served.of('slot').flatMap((slot) => {
    const [holding, selling] = [total(held, slot.id), total(sold, slot.id)];
    const is = `${slot.kind} ${slot.date} (by ${slot.writer})`;
    const off = holding === slot.held ? [] : [`${is}: ${slot.held} counted as held, ${holding} are`];
    // A night that was slept is not moved any more, also where its guest is [R5].
    if (slot.kind === 'roomNight' && slot.date < today) return off;
    if (selling !== slot.confirmed) off.push(`${is}: ${slot.confirmed} counted as sold, ${selling} are`);
    if (slot.kind === 'seat')
      for (const group of channelGroups) {
        const there = (held.get(slot.id)?.[group] ?? 0) + (sold.get(slot.id)?.[group] ?? 0);
        if (there !== slot[group]) off.push(`${is}: ${slot[group]} counted for ${group}, ${there} are`);
      }
    return off;
  });
}

function groups(served: Served): (bookingId: string) => ChannelGroup {
  const channels = new Map(served.of('channel').map(({ id, channelGroup }) => [id, channelGroup]));
  const bookings = new Map(
    served.of('booking').map(({ id, channelId, source }) => [id, channels.get(channelId ?? '') ?? groupOf(source)]),
  );
  return (bookingId) => bookings.get(bookingId) ?? 'manual';
}

function total(sums: Sums, slot: string): number {
  return Object.values(sums.get(slot) ?? {}).reduce((sum, units) => sum + units, 0);
}

/** Nothing here may be overbooked by choice: confirmed + held + free = sellable + forced, with nothing free where anything is forced. */
function unforced(served: Served): string[] {
  return served.of('slot').flatMap((slot) => {
    const beyond = Math.max(0, -freeUnits(slot));
    return slot.forced === beyond ? [] : [`${slot.kind} ${slot.date}: ${slot.forced} forced, ${beyond} beyond`];
  });
}

/** Desks sell nothing for resellers here, so that no promise goes beyond what was known of their share; the share is reckoned here. */
function beyondQuota(served: Served): string[] {
  return served.of('slot').flatMap(({ kind, date, ota, total: all, blocked, quotas }) => {
    const share = Math.floor(((all - blocked) * (quotas.ota?.basisPoints ?? 10_000)) / 10_000);
    return kind === 'roomNight' || ota <= share ? [] : [`${ota} of ${share} on ${date}`];
  });
}

interface SlotPart {
  readonly slotId: string;
  readonly units: number;
}

function forcedParts({ detail }: Row<'exception'>): readonly SlotPart[] {
  // As `promise-forced.ts` and `held-lines.ts` write it.
  return (detail['slots'] ?? []) as readonly SlotPart[];
}

function untold(served: Served): string[] {
  const told = served.of('exception').filter(({ kind }) => kind === 'promise-forced');
  return served.of('slot').flatMap((slot) => {
    if (slot.kind !== 'seat' || slot.forced === 0) return [];
    const units = told
      .flatMap(forcedParts)
      .reduce((sum, part) => (part.slotId === slot.id ? sum + part.units : sum), 0);
    return units >= slot.forced ? [] : [`${slot.forced} forced on ${slot.date}, exceptions tell of ${units}`];
  });
}

function promisesBroken(taken: readonly TakenEnvelope[], said: WhatWasSaid): string[] {
  return taken.flatMap(({ id, desk, epoch, seq, command, outcome, reason, detail }) =>
    outcome === 'refused' && said.promised.has(id) && ['sold-out', 'quota-reached'].includes(reason)
      ? [`${command} ${desk}/${epoch}/${seq}: ${reason} ${detail}`]
      : [],
  );
}

function forcedForNothing(served: Served): string[] {
  const revoked = new Set(
    served.of('lease').flatMap(({ deskCode, status }) => (status === 'revoked' ? [deskCode] : [])),
  );
  const bookings = new Map(served.of('booking').map((booking) => [booking.id, booking]));
  const anew = new Set(served.of('desk').flatMap(({ code, epoch }) => (epoch > 1 ? [code] : [])));
  return served.of('exception').flatMap(({ kind, concerns, detail }) => {
    if (kind !== 'promise-forced') return [];
    const [desk = ''] = (bookings.get(concerns.bookingId ?? '')?.madeBy ?? '').split('/');
    return revoked.has(desk) || anew.has(desk) ? [] : [`a promise of ${desk}: ${JSON.stringify(detail)}`];
  });
}

function overtaken(served: Served, now: string): string[] {
  const slots = new Map(served.of('slot').map((slot) => [slot.id, { ...slot, isNew: false }]));
  const departures = new Map(served.of('departure').map((departure) => [departure.id, departure]));
  return served.of('waitlistEntry').flatMap(({ departureId, slotId: id, units, source, status, joinedAt }) => {
    const [slot, departure] = [slots.get(id), departures.get(departureId)];
    if (status !== 'waiting' || slot === undefined || departure === undefined || !servesWaitlist(departure, now))
      return [];
    const fits = take(slot, { as: 'held', units, group: groupOf(source), now });
    return fits.ok ? [`${units} units since ${joinedAt}, ${freeUnits(slot)} are free`] : [];
  });
}

function halfHeld(served: Served): string[] {
  const linesOf = Map.groupBy(served.of('heldUnits'), ({ holdId }) => holdId);
  const bookings = new Map(served.of('booking').map((booking) => [booking.id, booking]));
  const waiting = ['HELD', 'PENDING_PAYMENT', 'PENDING_APPROVAL'];
  return served.of('hold').flatMap((hold) => {
    const lines = (linesOf.get(hold.id) ?? []).filter(({ status }) => status === 'active');
    const booking = bookings.get(hold.bookingId ?? '');
    const off =
      hold.status !== 'active' && lines.length > 0 ? [`${hold.status} with ${lines.length} lines: ${hold.id}`] : [];
    if (hold.status === 'active' && booking !== undefined && !waiting.includes(booking.status))
      off.push(`active, its booking ${booking.status}: ${hold.id}`);
    return off;
  });
}
