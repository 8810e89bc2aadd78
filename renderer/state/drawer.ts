import { useMemo } from 'react';
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

/** What the drawer shows: a booking there is, or a new one. It is part of the address, so Back closes it and a reload keeps it. */
export type DrawerContent = { readonly bookingId: string } | { readonly draft: BookingDraft };

const fields = ['from', 'to', 'roomTypeId', 'roomId'] as const;

export function drawerToSearch(content: DrawerContent): URLSearchParams {
  if ('bookingId' in content) return new URLSearchParams({ booking: content.bookingId });
  const search = new URLSearchParams({ new: content.draft.walkIn ? 'walkIn' : 'booking' });
  for (const field of fields) if (content.draft[field]) search.set(field, content.draft[field]);
  return search;
}

export function drawerFromSearch(search: URLSearchParams): DrawerContent | null {
  const bookingId = search.get('booking');
  if (bookingId) return { bookingId };
  const kind = search.get('new');
  if (kind !== 'booking' && kind !== 'walkIn') return null;
  const known = fields.flatMap((field) => {
    const value = search.get(field);
    return value ? [[field, value] as const] : [];
  });
  return { draft: { ...Object.fromEntries(known), walkIn: kind === 'walkIn' } };
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
