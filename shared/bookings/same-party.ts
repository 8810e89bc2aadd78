import { type PlainDate, type Span, addDays, spansOverlap } from '#shared/kernel/dates.ts';

/** Who books, and when they are there; a tour's last day is on the way. */
export interface Party {
  readonly guestId: string | null;
  readonly phone: string;
  readonly email: string;
  /** Half-open days of each item. */
  readonly spans: readonly Span[];
  readonly departureIds: readonly string[];
}

/** A phone number by its digits, however it is written; empty while a few are still being typed, and are nobody's number yet. */
export function phoneDigits(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '');
  return digits.length >= 6 ? digits : '';
}

export function plainEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** The days of a tour as a span: its last day is one of them. */
export function tourSpan(date: PlainDate, endsOn: PlainDate): Span {
  return { from: date, to: addDays(endsOn, 1) };
}

/** Whether two bookings are likely made twice for one party: same guest, phone or e-mail, and days that overlap or the same departure [B5]. */
export function sameParty(a: Party, b: Party): boolean {
  const phone = phoneDigits(a.phone);
  const email = plainEmail(a.email);
  const same =
    (a.guestId !== null && a.guestId === b.guestId) ||
    (phone !== '' && phone === phoneDigits(b.phone)) ||
    (email !== '' && email === plainEmail(b.email));
  if (!same) return false;
  return (
    a.departureIds.some((id) => b.departureIds.includes(id)) ||
    a.spans.some((span) => b.spans.some((other) => spansOverlap(span, other)))
  );
}
