import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { MoreThanARoom } from '../new/new-booking.tsx';
import { type ItemForm, roomOf, someRoom, someSeats } from './sale-form.ts';

/** What a sale begins with: seats of the departure it was opened for, or the quick form's room and what was added to it. */
export function firstItems(from: MoreThanARoom | string | null, lodge: LodgeView): readonly ItemForm[] {
  if (from === null) return [];
  if (typeof from === 'string') return [someSeats(from, 1)];
  const room = roomOf(from.form, 1) ?? someRoom(lodge, 1);
  return from.add === 'room' ? [room, { ...room, key: 2, roomId: null }] : [room];
}
