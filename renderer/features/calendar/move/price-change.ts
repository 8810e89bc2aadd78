import { daysBetween } from '#shared/kernel/dates.ts';
import type { BookingView, LodgeView } from '#shared/rpc/views.ts';
import type { MoveDraft } from './move-draft.ts';

/** What a move does to the price of its stay, in minor units. */
export interface PriceChange {
  readonly before: number;
  readonly after: number;
}

/** Whether a move can change the price at all: other nights, or another room type. */
export function mayChangePrice(draft: MoveDraft, before: { readonly from: string; readonly to: string }): boolean {
  return daysBetween(draft.from, draft.to) !== daysBetween(before.from, before.to) || draft.roomTypeId !== undefined;
}

/** The stay's price as sold and at the type's rate for the new nights; null when they are equal or the stay is not in the booking. */
export function priceChange(draft: MoveDraft, booking: BookingView, lodge: LodgeView): PriceChange | null {
  const stay = booking.stays.find((one) => one.id === draft.stayId);
  if (stay === undefined) return null;
  const type = lodge.roomTypes.find((one) => one.id === (draft.roomTypeId ?? stay.roomTypeId));
  if (type === undefined) return null;
  const before = stay.nightly.reduce((sum, night) => sum + night, 0);
  const after = type.nightlyRate * Math.max(1, daysBetween(draft.from, draft.to));
  return before === after ? null : { before, after };
}
