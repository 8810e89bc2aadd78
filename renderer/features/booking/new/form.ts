import { addDays } from '#shared/kernel/dates.ts';
import type { BookingSource } from '#shared/schema/words.ts';
import type { GuestView } from '#shared/rpc/booking-views.ts';
import type { BookingDraft } from '#renderer/state/drawer.ts';

export type Payment = 'none' | 'deposit' | 'full';

/** The new booking as it stands in the fields. Texts are as typed; {@link checkForm} says which of them cannot be. */
export interface BookingForm {
  readonly walkIn: boolean;
  /** Nights are `[from, to)`; `from === to` is day use. */
  readonly from: string;
  readonly to: string;
  readonly roomTypeId: string | null;
  readonly roomId: string | null;
  readonly source: BookingSource;
  readonly externalRef: string;
  /** A guest there is; null makes one of the fields below. */
  readonly guest: GuestView | null;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly country: string;
  readonly adults: number;
  readonly children: number;
  readonly wishes: string;
  readonly expectedAt: string;
  readonly note: string;
  /** Typed over the type's nightly rate; empty means the type's own. */
  readonly rate: string;
  readonly payment: Payment;
  readonly deposit: string;
  /** Empty means: exactly the amount. */
  readonly tendered: string;
  readonly checkIn: boolean;
  /** Why a guest is let into a room that is not ready [R3]. */
  readonly override: string;
}

/** Whether somebody has typed or chosen what would have to be typed again: leaving then asks first. */
export function isBegun(form: BookingForm): boolean {
  const { guest, name, phone, email, wishes, expectedAt, note, externalRef, rate, deposit, tendered, override } = form;
  const typed = [name, phone, email, wishes, expectedAt, note, externalRef, rate, deposit, tendered, override];
  return guest !== null || typed.some((text) => text.trim() !== '');
}

/** The form at its start: a walk-in stays tonight and moves in at once, anybody else starts where the calendar was clicked. */
export function startForm(draft: BookingDraft, businessDate: string): BookingForm {
  const from = draft.from ?? businessDate;
  return {
    walkIn: draft.walkIn === true,
    from,
    to: draft.to ?? addDays(from, 1),
    roomTypeId: draft.roomTypeId ?? null,
    roomId: draft.roomId ?? null,
    source: draft.walkIn ? 'walkIn' : 'phone',
    externalRef: '',
    guest: null,
    name: '',
    phone: '',
    email: '',
    country: '',
    adults: 2,
    children: 0,
    wishes: '',
    expectedAt: '',
    note: '',
    rate: '',
    payment: draft.walkIn ? 'full' : 'none',
    deposit: '',
    tendered: '',
    checkIn: draft.walkIn === true && from === businessDate,
    override: '',
  };
}
