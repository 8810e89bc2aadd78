import { useMemo } from 'react';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import { currentPlace, searchTo, usePlace } from './router.ts';

/** What is already known of a booking that is about to be made. Dates are `YYYY-MM-DD`. */
export interface BookingDraft {
  readonly from?: string;
  readonly to?: string;
  readonly roomTypeId?: string;
  readonly roomId?: string;
  /** The guest stands at the counter. */
  readonly walkIn?: boolean;
}

/** A booking there is, and where in it the work begins. */
export type BookingPlace =
  | { readonly bookingId: string; readonly at?: 'move' | 'reject' }
  /** At the comparison with another booking of the same party, to make one of both. */
  | { readonly bookingId: string; readonly at: 'merge'; readonly otherId: string }
  /** At the till. `due` in minor units: what is to be taken, or below zero given back; left out, it is what is open. */
  | { readonly bookingId: string; readonly at: 'payment'; readonly due?: number };

/** A new booking that begins with seats of a departure. */
export interface SeatsDraft {
  readonly kind: 'new';
  readonly departureId: string;
}

/** What the drawer shows: a booking there is, or a new one. It is part of the address, so Back closes it and a reload keeps it. */
export type DrawerContent = BookingPlace | SeatsDraft | { readonly draft: BookingDraft };

const fields = ['from', 'to', 'roomTypeId', 'roomId'] as const;

export function drawerToSearch(content: DrawerContent): URLSearchParams {
  if ('bookingId' in content) {
    const search = new URLSearchParams({ booking: content.bookingId });
    if (content.at) search.set('at', content.at);
    if (content.at === 'payment' && content.due !== undefined) search.set('due', String(content.due));
    if (content.at === 'merge') search.set('other', content.otherId);
    return search;
  }
  if ('kind' in content) return new URLSearchParams({ new: 'seats', departure: content.departureId });
  const search = new URLSearchParams({ new: content.draft.walkIn ? 'walkIn' : 'booking' });
  for (const field of fields) if (content.draft[field]) search.set(field, content.draft[field]);
  return search;
}

export function drawerFromSearch(search: URLSearchParams): DrawerContent | null {
  const bookingId = search.get('booking');
  if (bookingId) return bookingPlace(bookingId, search);
  const kind = search.get('new');
  const departureId = search.get('departure');
  if (kind === 'seats' && departureId) return { kind: 'new', departureId };
  if (kind !== 'booking' && kind !== 'walkIn') return null;
  const known = fields.flatMap((field) => {
    const value = search.get(field);
    return value ? [[field, value] as const] : [];
  });
  return { draft: { ...Object.fromEntries(known), walkIn: kind === 'walkIn' } };
}

function bookingPlace(bookingId: string, search: URLSearchParams): BookingPlace {
  const at = search.get('at');
  if (at === 'move' || at === 'reject') return { bookingId, at };
  const otherId = search.get('other');
  if (at === 'merge' && otherId) return { bookingId, at, otherId };
  if (at !== 'payment') return { bookingId };
  const due = search.get('due') ?? '';
  return /^-?\d{1,15}$/.test(due) ? { bookingId, at, due: Number(due) } : { bookingId, at };
}

/** Where a refused act on a booking is settled: what is still owed at the till, anything else at the booking itself. */
export function placeToSettle(bookingId: string, refused: Extract<CommandAnswer, { ok: false }>): BookingPlace {
  if (refused.reason !== 'balance-due') return { bookingId };
  const { due } = refused.detail;
  return typeof due === 'number' ? { bookingId, at: 'payment', due } : { bookingId, at: 'payment' };
}

export function openDrawer(content: DrawerContent): void {
  searchTo(drawerToSearch(content));
}

export function closeDrawer(): void {
  if (drawerFromSearch(currentPlace().search)) searchTo(new URLSearchParams());
}

/** What the drawer shows now, or null while it is shut. */
export function useDrawer(): DrawerContent | null {
  const { search } = usePlace();
  const text = search.toString();
  return useMemo(() => drawerFromSearch(new URLSearchParams(text)), [text]);
}
