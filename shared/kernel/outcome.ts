/** What a decision came to: a value, or a refusal that is a value too. */
export type Outcome<T, R = Refusal> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & R);

/** Why something cannot be done, and what the person needs to go on [U6]. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** The same command may pass later without being changed. */
  readonly retryable: boolean;
  /** What concerns this refusal: ids, dates, figures. Words are made from it by the screens. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export const refusalReasons = [
  'sold-out',
  'quota-reached',
  'not-on-sale',
  'past-cutoff',
  'departed',
  'below-sold',
  'hold-ended',
  'price-changed',
  'promotion-invalid',
  'needs-reason',
  'room-taken',
  'room-not-ready',
  'room-out-of-order',
  'wrong-room-type',
  'changed-elsewhere',
  'depends-on-refused',
  'invalid-transition',
  'invalid-dates',
  'too-many-guests',
  'not-arrived-yet',
  'no-room',
  'balance-due',
  'amount-invalid',
  'not-found',
  'already-exists',
  'already-answered',
  'guest-erased',
  'guest-has-business',
  'no-right',
  'wrong-input',
  'disk-full',
  'disk-failed',
  'internal',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse(
  reason: RefusalReason,
  detail: Readonly<Record<string, unknown>> = {},
  retryable = false,
): { readonly ok: false } & Refusal {
  return { ok: false, reason, retryable, detail };
}
