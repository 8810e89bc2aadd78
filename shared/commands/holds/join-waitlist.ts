import { z } from 'zod';
import { channelTerms } from '#shared/bookings/channel-terms.ts';
import { forSale } from '#shared/bookings/for-sale.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Slot } from '#shared/inventory/slot.ts';
import { bookingSources } from '#shared/schema/words.ts';
import { defineRequest } from '../define.ts';
import { idField, longText, sealedLong } from '../fields.ts';
import { type Loading, lockAll, peek, see, where } from '../need.ts';
import type { Context } from '../context.ts';
import type { Made } from '../events.ts';
import { distributeSlots, withEntry } from './distributed.ts';
import { paxCounts, unitsOf } from './item-fields.ts';
import { type Slots, loadSlots } from './load-slots.ts';
import { maySellFor } from './who-sells.ts';

const draft = z.object({
  departureId: idField,
  guestId: idField,
  variantId: idField.nullable(),
  pax: paxCounts,
  source: z.enum(bookingSources),
  /** By which channel they came and who sent them [I12, U7]; older releases say neither. */
  channelId: idField.nullable().optional(),
  agentId: idField.nullable().optional(),
  note: longText,
});
type Draft = z.infer<typeof draft>;

interface Seen {
  readonly departure: Row<'departure'> | undefined;
  readonly guest: Row<'guest'> | undefined;
  readonly variant: Row<'variant'> | undefined;
  readonly channel: Row<'channel'> | undefined;
  readonly agent: Row<'agent'> | undefined;
  /** Where the same guest waits for it already, or was offered seats of it. */
  readonly there: readonly Row<'waitlistEntry'>[];
  readonly slots: Slots;
}

/** Somebody waits for seats of a departure [I9]; where they fit already, they are offered at once. */
export const joinWaitlist = defineRequest<Draft, Draft, Seen>({
  name: 'joinWaitlist',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator', 'agent'],
  draft,
  input: draft.extend({ note: sealedLong }),
  load,
  prepare: (_seen, given, _context, { seal }) => done({ ...given, note: seal(given.guestId, given.note) }),
  decide(seen, input, context) {
    const { departure, guest, slots } = seen;
    if (departure === undefined) return refuse('not-found', { entity: 'departure' });
    if (guest === undefined) return refuse('not-found', { entity: 'guest' });
    if (guest.erasedAt !== null) return refuse('guest-erased', { guestId: guest.id });
    const { channelId = null, agentId = null } = input;
    const sellers = maySellFor(seen, { channelId, agentId });
    if (!sellers.ok) return sellers;
    const { group, cutoffMinutes } = channelTerms(seen.channel, input.source);
    const sale = forSale(departure, { now: context.now, cutoffMinutes, override: false });
    if (!sale.ok) return sale;
    const wish = mayBeWished(departure, seen.variant, input);
    if (!wish.ok) return wish;
    const fits = mayFit(slots.states.get(departure.slotId)?.slot, input);
    if (!fits.ok) return fits;
    const [there] = seen.there;
    if (there !== undefined) return refuse('already-exists', { entity: 'waitlistEntry', entryId: there.id });
    if (!departure.waitlist) return refuse('not-on-sale', { departureId: departure.id, state: 'FULL' });
    const entry: Made<'waitlistEntry'> = {
      id: context.id('entry'),
      fields: {
        departureId: departure.id,
        slotId: departure.slotId,
        guestId: input.guestId,
        variantId: input.variantId,
        pax: input.pax,
        units: unitsOf(input.pax),
        source: input.source,
        status: 'waiting',
        joinedAt: context.now,
        holdId: null,
        offeredUntil: null,
        bookingId: null,
        note: input.note,
        channelId,
        agentId,
        channelGroup: group,
      },
    };
    return done([
      { type: 'WaitlistJoined', entry },
      ...distributeSlots(withEntry(slots, entry, context), context).events,
    ]);
  },
  concerns: ({ guest, departure }, { guestId }) => ({
    guest: guest?.name ?? '',
    guestId,
    from: departure?.date ?? '',
  }),
});

/** Whether what they wait for is sold there at all: else no offer could ever be taken. */
function mayBeWished(
  departure: Row<'departure'>,
  variant: Row<'variant'> | undefined,
  { variantId, pax }: Draft,
): Outcome<null> {
  if (variantId !== null && (variant?.departureId !== departure.id || !variant.active))
    return refuse('not-found', { entity: 'variant' });
  const unknown = pax.find(
    ({ category, count }) => count > 0 && departure.prices.every((price) => price.category !== category),
  );
  return unknown === undefined ? done(null) : refuse('wrong-input', { category: unknown.category });
}

/** More than there are seats, with all that may be sold beyond them, never fit. */
function mayFit(slot: Slot | undefined, { pax }: Draft): Outcome<null> {
  const units = unitsOf(pax);
  const most = slot === undefined ? 0 : slot.total + slot.overbookingLimit;
  return units > most ? refuse('sold-out', { free: most, units, date: slot?.date ?? '' }) : done(null);
}

function* load({ departureId, guestId, variantId, channelId, agentId }: Draft, context: Context): Loading<Seen> {
  const { departure, ...others } = yield* see({
    departure: peek('departure', departureId),
    guest: peek('guest', guestId),
    variant: peek('variant', variantId ?? ''),
    channel: peek('channel', channelId ?? ''),
    agent: peek('agent', agentId ?? ''),
    there: lockAll('waitlistEntry', [
      where('departureId', '=', departureId),
      where('guestId', '=', guestId),
      where('status', 'in', ['waiting', 'offered']),
    ]),
  });
  const slots = yield* loadSlots(
    { departureIds: [departureId], seatSlotIds: departure === undefined ? [] : [departure.slotId] },
    context,
  );
  return { departure, ...others, slots };
}
