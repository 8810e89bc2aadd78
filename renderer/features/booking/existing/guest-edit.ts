import type { GuestView } from '#shared/rpc/booking-views.ts';
import { countryCode } from '../new/countries.ts';

/** A guest's data as it stands in the fields. */
export interface GuestEdit {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly country: string;
  readonly vip: boolean;
  readonly note: string;
}

export function guestEditOf({ name, phone, email, country, vip, note }: GuestView): GuestEdit {
  return { name, phone, email, country, vip, note };
}

export function sameGuest(edit: GuestEdit, guest: GuestView): boolean {
  const draft = guestDraft(edit, guest);
  const fields = ['name', 'phone', 'email', 'country', 'vip', 'note'] as const;
  return fields.every((field) => draft[field] === guest[field]);
}

export function guestDraft(edit: GuestEdit, guest: GuestView) {
  return {
    guestId: guest.id,
    expectedVersion: guest.version,
    name: edit.name.trim(),
    phone: edit.phone.trim(),
    email: edit.email.trim(),
    country: countryCode(edit.country) ?? '',
    vip: edit.vip,
    note: edit.note.trim(),
  };
}
