import { z } from 'zod';
import { folioIdOf } from '#shared/money/folio-id.ts';
import { bookingNumber } from '#shared/bookings/booking-number.ts';
import { forSale } from '#shared/bookings/for-sale.ts';
import { withItemIds } from '#shared/bookings/item-share.ts';
import { holdMinutes, needsApproval } from '#shared/bookings/policy.ts';
import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Preparation, defineRequest } from '../define.ts';
import type { Event } from '../events.ts';
import { dayField, idField, longText, sealedLong, shortText } from '../fields.ts';
import type { Loading } from '../need.ts';
import { heldUntil } from './before-start.ts';
import { quoteField } from './item-fields.ts';
import { entryConcern, loadEntry, type SeenEntry } from './load-entry.ts';
import { type SeenItems, loadItems } from './load-items.ts';
import { ownOnly } from './own-only.ts';
import { quoteItems } from './quote-items.ts';
import { samePrice } from './same-price.ts';
import { maySellFor } from './who-sells.ts';

const draft = z.object({
  entryId: idField,
  promotionCode: shortText,
  travellers: longText,
  requirements: longText,
  note: longText,
});
type Draft = z.infer<typeof draft>;

const input = draft.extend({
  travellers: sealedLong,
  requirements: sealedLong,
  note: sealedLong,
  number: z.string().min(1).max(40),
  bookedOn: dayField,
  quote: quoteField,
});
type Input = z.infer<typeof input>;

interface Seen extends SeenEntry {
  readonly items: SeenItems;
}

/** Who waited takes the seats that are held for them: a booking of their own, which waits for its money, or above the threshold for a manager [I9, B3]. */
export const takeOffer = defineRequest<Draft, Input, Seen>({
  name: 'takeOffer',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator', 'agent'],
  draft,
  input,
  load,
  prepare,
  decide,
  concerns: (seen, { number, quote }) => ({
    ...entryConcern(seen),
    bookingNumber: number,
    amount: quote.total,
    currency: quote.currency,
  }),
});

function* load({ entryId, promotionCode }: Draft, context: Context): Loading<Seen> {
  const seen = yield* loadEntry(entryId, context);
  const items = yield* loadItems(
    {
      guestId: seen.entry?.guestId ?? '',
      source: seen.entry?.source ?? 'walkIn',
      channelId: seen.entry?.channelId ?? null,
      agentId: seen.entry?.agentId ?? null,
      promotionCode,
      items: itemsOf(seen.entry),
    },
    context,
  );
  return { ...seen, items };
}

function itemsOf(entry: Row<'waitlistEntry'> | undefined) {
  if (entry === undefined) return [];
  const { departureId, variantId, pax } = entry;
  return [{ kind: 'seats' as const, departureId, variantId, pax: [...pax], travellers: '', requirements: '' }];
}

function prepare({ entry, items }: Seen, given: Draft, context: Context, { draw, seal }: Preparation): Outcome<Input> {
  if (entry === undefined || items.property === undefined) return refuse('not-found', { entity: 'waitlistEntry' });
  const bookedOn = context.businessDate;
  const asked = { items: itemsOf(entry), bookedOn, promotionCode: given.promotionCode, override: null };
  const quoted = quoteItems(items, asked, context);
  if (!quoted.ok) return quoted;
  return done({
    ...given,
    travellers: seal(entry.guestId, given.travellers),
    requirements: seal(entry.guestId, given.requirements),
    note: seal(entry.guestId, given.note),
    number: bookingNumber(items.property.prefix, bookedOn, draw('booking')),
    bookedOn,
    quote: quoted.value,
  });
}

function decide(seen: Seen, given: Input, context: Context): Outcome<readonly Event[]> {
  const { entry, hold, lines, slots, items, departure } = seen;
  const [line] = lines;
  if (entry === undefined || departure === undefined) return refuse('not-found', { entity: 'waitlistEntry' });
  const own = ownOnly(entry, context, 'takeOffer');
  if (!own.ok) return own;
  if (entry.status !== 'offered') return refuse('invalid-transition', { command: 'takeOffer', status: entry.status });
  // [I5] What has run out is the next one's.
  if (hold?.status !== 'active' || line?.status !== 'active' || line.expiresAt <= context.arrivedAt)
    return refuse('hold-ended', { holdId: hold?.id ?? '', expiresAt: entry.offeredUntil ?? '' });
  // The offer may outlive the cutoff: it was made in time.
  const sale = forSale(departure, { now: context.now, cutoffMinutes: 0, override: true });
  if (!sale.ok) return sale;
  const sellers = maySellFor(items, entry);
  if (!sellers.ok) return sellers;
  const agreed = { ...given, items: itemsOf(entry), override: null, shownTotal: null, promised: [] };
  const priced = samePrice(items, agreed, context);
  if (!priced.ok) return priced;
  const { quote } = given;
  const waits = needsApproval(slots.policy, items.terms.collects, quote.total);
  const type = waits ? ('APPROVAL_PENDING' as const) : ('PAYMENT_PENDING' as const);
  const until = heldUntil(holdMinutes(type, slots.policy, 0), [departure], context);
  const expiresAt = until > line.expiresAt ? until : line.expiresAt;
  const bookingId = context.id('booking');
  const seatsId = context.id('item/0');
  return done([
    {
      type: 'OfferTaken',
      entryId: entry.id,
      booking: {
        id: bookingId,
        fields: {
          number: given.number,
          guestId: entry.guestId,
          source: entry.source,
          externalRef: null,
          status: waits ? 'PENDING_APPROVAL' : 'HELD',
          paymentStatus: 'UNPAID',
          statusReason: '',
          currency: quote.currency,
          total: quote.total,
          paid: 0,
          depositHeld: 0,
          madeBy: context.writer,
          note: given.note,
          confirmedAt: null,
          cancelledAt: null,
          channelId: entry.channelId,
          agentId: entry.agentId,
          holdId: hold.id,
          expiresAt,
          overbooked: line.overbooked > 0,
          promise: 'tentative',
          quote: withItemIds(quote, () => seatsId),
          receivable: 0,
          depositDue: quote.deposit,
          balanceDueOn: quote.balanceDueOn,
        },
      },
      seats: {
        id: seatsId,
        fields: {
          bookingId,
          guestId: entry.guestId,
          departureId: entry.departureId,
          slotId: entry.slotId,
          variantId: entry.variantId,
          pax: entry.pax,
          units: entry.units,
          status: 'HELD',
          overbooked: 0,
          travellers: given.travellers,
          requirements: given.requirements,
          total: quote.items[0]?.total ?? 0,
          tax: quote.items[0]?.tax ?? 0,
        },
      },
      folio: {
        id: folioIdOf(bookingId),
        fields: {
          bookingId,
          stayId: null,
          guestId: entry.guestId,
          kind: 'guest',
          currency: quote.currency,
          status: 'open',
        },
      },
      hold: { id: hold.id, fields: { bookingId, type, expiresAt } },
      line: { id: line.id, fields: { expiresAt } },
      promotionId: items.promotion?.id ?? null,
    },
  ]);
}
