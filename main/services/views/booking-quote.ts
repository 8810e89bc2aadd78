import type { Actor, Context } from '#shared/commands/context.ts';
import { loadNow } from '#shared/commands/drive.ts';
import { isGuaranteed, promisesFor } from '#shared/commands/allotments/promises.ts';
import { distributeSlots } from '#shared/commands/holds/distributed.ts';
import { unitsWanted } from '#shared/commands/holds/held.ts';
import { type SeenItems, loadItems } from '#shared/commands/holds/load-items.ts';
import { quoteItems } from '#shared/commands/holds/quote-items.ts';
import { holdTypeOf } from '#shared/bookings/channel-terms.ts';
import { holdMinutes, needsApproval } from '#shared/bookings/policy.ts';
import { type Slot, freeUnits, sellable, unitsFor } from '#shared/inventory/slot.ts';
import { promisable } from '#shared/inventory/draw.ts';
import type { Refusal } from '#shared/kernel/outcome.ts';
import type { ItemLeft, QuoteAsked, QuoteView } from '#shared/rpc/sale-views.ts';
import { deskContext } from '#main/store/effect.ts';
import type { Store } from '#main/store/open-store.ts';
import { mayPromise } from '#main/store/run-command.ts';

/** The price and what is left of it all, for whoever asks, at this moment; undefined where this desk has no lodge. */
export type ReadQuote = (asked: QuoteAsked, actor: Actor, businessDate: string, now: string) => QuoteView;

/** Reckons by the loaders and the price that the sale itself goes by, so that what is shown is what would be frozen [P3]. */
export function prepareQuote(store: Store): ReadQuote {
  return (asked, actor, businessDate, now) => {
    const self = store.identity();
    if (self === undefined) throw new Error('a desk without an identity is asked for a price');
    const run = { epoch: self.epoch, seq: 0, envelopeId: store.newId(), actor, now };
    const context = deskContext(self, run, businessDate);
    const { seen } = loadNow(loadItems({ ...asked, guestId: '' }, context), store.answer);
    return { ...priceOf(seen, asked, context), ...termsOf(seen, asked, context, mayPromise(store, self)) };
  };
}

type Priced = Pick<QuoteView, 'quote' | 'refused' | 'codeRefused' | 'waitsForApproval'>;

/** A code that does not count leaves the price as it is without it. */
function priceOf(seen: SeenItems, asked: QuoteAsked, context: Context): Priced {
  const wish = { ...asked, bookedOn: context.businessDate };
  if (asked.items.length === 0) return { quote: null, refused: null, codeRefused: null, waitsForApproval: false };
  const first = quoteItems(seen, wish, context);
  const codeRefused = !first.ok && first.reason === 'promotion-invalid' ? whyOf(first) : null;
  const quoted = codeRefused === null ? first : quoteItems(seen, { ...wish, promotionCode: '' }, context);
  if (!quoted.ok) return { quote: null, refused: whyOf(quoted), codeRefused, waitsForApproval: false };
  const waits = needsApproval(seen.slots.policy, seen.terms.collects, quoted.value.total);
  return { quote: quoted.value, refused: null, codeRefused, waitsForApproval: waits };
}

function termsOf(seen: SeenItems, asked: QuoteAsked, context: Context, may: boolean): Omit<QuoteView, keyof Priced> {
  const { terms, leases } = seen;
  const { slots } = distributeSlots(seen.slots, context);
  const wanted = unitsWanted(seen, asked);
  const promised = promisesFor(wanted, leases, { group: terms.group, now: context.now, mayPromise: may });
  const needs = wanted.map(({ slot, units }) => ({ slotId: slot.id, units }));
  const type = holdTypeOf(terms);
  const leftOf = (slot: Slot): ItemLeft => {
    const own = may ? promisable(leases.get(slot.id), Number.MAX_SAFE_INTEGER) : 0;
    return {
      sellable: sellable(slot),
      confirmed: slot.confirmed,
      held: slot.held,
      free: Math.max(0, freeUnits(slot)),
      mine: unitsFor(slot, terms.group, context.now) + own,
      promised: own,
    };
  };
  return {
    items: asked.items.map((item, index) => {
      const departure = item.kind === 'seats' ? seen.departures.find(({ id }) => id === item.departureId) : undefined;
      const ids = item.kind === 'seats' ? [departure?.slotId ?? ''] : (seen.nights[index] ?? []).map(({ id }) => id);
      const lefts = ids.flatMap((id) => {
        const slot = slots.get(id);
        return slot === undefined ? [] : [leftOf(slot)];
      });
      return fewest(lefts);
    }),
    promise: isGuaranteed(needs, promised) ? 'guaranteed' : 'tentative',
    channelCollects: terms.collects === 'channel',
    holdMinutes: holdMinutes(type, seen.slots.policy, terms.holdMinutes),
    depositBasisPoints: seen.slots.policy.depositBasisPoints,
  };
}

/** Of several nights the one on which least is left says how many can be had. */
function fewest(lefts: readonly ItemLeft[]): ItemLeft | null {
  const [first] = lefts.toSorted((a, b) => a.mine - b.mine || a.free - b.free);
  if (first === undefined) return null;
  return { ...first, promised: Math.min(...lefts.map(({ promised }) => promised)) };
}

function whyOf({ reason, detail }: Refusal): NonNullable<QuoteView['refused']> {
  return { reason, detail: { ...detail } };
}
