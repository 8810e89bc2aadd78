import { ratesAfterMove, sleptBefore, sumOf } from '#shared/bookings/price.ts';
import type { BookingView } from '#shared/rpc/booking-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { Alternative } from '#shared/schema/answers.ts';
import { type MoveDraft, type PriceChoice, isMoveDraft } from './move-draft.ts';

/** What a move would do to the price of its stay, in minor units: as sold until now, with the agreed rates kept, at today's rates. */
export interface PriceChange {
  readonly before: number;
  readonly kept: number;
  readonly repriced: number;
}

/** Whether a move can change the price at all: other dates, or another room type. */
export function mayChangePrice(draft: MoveDraft, before: { readonly from: string; readonly to: string }): boolean {
  return draft.from !== before.from || draft.to !== before.to || draft.roomTypeId !== undefined;
}

/** Both prices of a move [B6]; null when they are equal to what was agreed, when nothing is to be asked. */
export function priceChange(draft: MoveDraft, booking: BookingView, lodge: LodgeView): PriceChange | null {
  const stay = booking.stays.find((one) => one.id === draft.stayId);
  const type = lodge.roomTypes.find((one) => one.id === (draft.roomTypeId ?? stay?.roomTypeId));
  if (stay === undefined || type === undefined) return null;
  const total = (price: PriceChoice): number => sumOf(ratesOf(draft, price, stay, type, lodge));
  const change = { before: sumOf(stay.nightly), kept: total('keep'), repriced: total('reprice') };
  return change.before === change.kept && change.kept === change.repriced ? null : change;
}

/** What a way out changes in what was agreed with the guest, in minor units; as the way itself says where it is no move. */
export function differenceOf(way: Alternative, booking: BookingView | undefined, lodge: LodgeView): number {
  const { input } = way;
  if (booking === undefined || !isMoveDraft(input)) return way.difference;
  const stay = booking.stays.find((one) => one.id === input.stayId);
  const type = lodge.roomTypes.find((one) => one.id === (input.roomTypeId ?? stay?.roomTypeId));
  if (stay === undefined || type === undefined) return way.difference;
  return sumOf(ratesOf(input, input.price, stay, type, lodge)) - sumOf(stay.nightly);
}

function ratesOf(
  draft: MoveDraft,
  price: PriceChoice,
  stay: BookingView['stays'][number],
  type: LodgeView['roomTypes'][number],
  { property }: LodgeView,
): number[] {
  const slept = sleptBefore(stay, type.id, property.businessDate);
  return ratesAfterMove(stay, draft, type.nightlyRate, price, type.id !== stay.roomTypeId, slept);
}
