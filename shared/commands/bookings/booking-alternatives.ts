import { plainRates, sumOf } from '#shared/bookings/price.ts';
import { freeUnits } from '#shared/inventory/slot.ts';
import { addDays, daysBetween } from '#shared/kernel/dates.ts';
import type { Refusal } from '#shared/kernel/outcome.ts';
import type { Alternative } from '#shared/schema/answers.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { BookStayDraft } from './book-stay.ts';
import type { Context } from '../context.ts';
import { type Loading, peekAll, see, where } from '../need.ts';
import { peekNights } from '../nights.ts';

/** How far other dates are looked for, in days to both sides. */
const SEARCH_DAYS = 14;
const MOST_TYPES = 2;

/** For a stay that is sold out: other types on the same dates, the cheapest step first, then the nearest other dates of the same type; for one whose price has changed: the same at that price [B7]. */
export function* bookingAlternatives(
  refusal: Refusal,
  input: BookStayDraft & { readonly nightly: readonly number[]; readonly promised?: unknown },
  context: Context,
): Loading<readonly Alternative[]> {
  const frozen = { number: '', currency: '', promised: [], ...input };
  const { number: _number, nightly, currency: _currency, promised: _promised, ...draft } = frozen;
  if (refusal.reason === 'price-changed') return atTodaysPrice(refusal, draft);
  if (refusal.reason !== 'sold-out') return [];
  const { types } = yield* see({ types: peekAll('roomType', [where('position', '>=', 0)]) });
  const pax = input.adults + input.children;
  const length = daysBetween(input.from, input.to);
  const agreed = sumOf(nightly);

  const others: Alternative[] = [];
  for (const type of types) {
    if (type.id === input.roomTypeId || type.maxOccupancy < pax) continue;
    const free = yield* peekNights(type.id, { from: input.from, to: input.to });
    if (Math.min(...free.map(freeUnits)) < 1) continue;
    others.push(otherType(type, draft, agreed));
  }
  const dates = yield* otherDates(
    types.find((type) => type.id === input.roomTypeId),
    draft,
    length,
    agreed,
    context,
  );
  const byPrice = others.toSorted((a, b) => Math.abs(a.difference) - Math.abs(b.difference)).slice(0, MOST_TYPES);
  return [...byPrice, ...dates];
}

function atTodaysPrice({ detail }: Refusal, draft: BookStayDraft): readonly Alternative[] {
  const [agreed, now] = [Number(detail['agreed']), Number(detail['now'])];
  const input = { ...draft, shownTotal: now };
  return [{ kind: 'todaysPrice', label: { agreed, now }, command: 'bookStay', input, difference: now - agreed }];
}

function otherType(type: Row<'roomType'>, draft: BookStayDraft, agreed: number): Alternative {
  const shownTotal = sumOf(plainRates({ from: draft.from, to: draft.to }, type.nightlyRate));
  return {
    kind: 'otherType',
    label: { roomType: type.name, from: draft.from, to: draft.to },
    command: 'bookStay',
    input: { ...draft, roomTypeId: type.id, roomId: null, nightlyRate: null, shownTotal },
    difference: shownTotal - agreed,
  };
}

function* otherDates(
  type: Row<'roomType'> | undefined,
  draft: BookStayDraft,
  length: number,
  agreed: number,
  context: Context,
): Loading<readonly Alternative[]> {
  if (type === undefined || length === 0) return [];
  const first = addDays(draft.from, -SEARCH_DAYS);
  const begin = first < context.businessDate ? context.businessDate : first;
  const nights = yield* peekNights(type.id, { from: begin, to: addDays(draft.to, SEARCH_DAYS) });
  const starts = nights
    .map((night, index) => ({
      from: night.date,
      free: Math.min(...nights.slice(index, index + length).map(freeUnits)),
    }))
    .slice(0, Math.max(0, nights.length - length + 1))
    .filter((start) => start.free >= 1 && start.from !== draft.from)
    .toSorted((a, b) => Math.abs(daysBetween(draft.from, a.from)) - Math.abs(daysBetween(draft.from, b.from)));
  const nearest = starts[0];
  if (nearest === undefined) return [];
  const to = addDays(nearest.from, length);
  const shownTotal = sumOf(plainRates({ from: nearest.from, to }, draft.nightlyRate ?? type.nightlyRate));
  return [
    {
      kind: 'otherDates',
      label: { roomType: type.name, from: nearest.from, to, free: nearest.free },
      command: 'bookStay',
      input: { ...draft, from: nearest.from, to, roomId: null, shownTotal },
      difference: shownTotal - agreed,
    },
  ];
}
