import { plainTerms } from '#shared/bookings/plain-terms.ts';
import { randomBytes } from 'node:crypto';
import { paymentStatusOf } from '#shared/bookings/payment-status.ts';
import { plainRates, sumOf } from '#shared/bookings/price.ts';
import { type PlainDate, daysOf } from '#shared/kernel/dates.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { keyText, sealText } from '#shared/kernel/sealed.ts';
import { folioIdOf } from '#shared/money/folio-id.ts';
import type { Fields, Row } from '#shared/schema/entities.ts';
import type { ImportedProperty } from './property-rows.ts';
import type { PlannedStay } from './plan.ts';
import { claimsRoom, occupancyStatusOf } from './stay-standing.ts';

/** The rows of one imported stay, and the nights of its type that it takes. */
export interface StayRows {
  readonly guestKey: Row<'guestKey'>;
  readonly guest: Row<'guest'>;
  readonly booking: Row<'booking'>;
  readonly stay: Row<'stay'>;
  readonly occupancy: Row<'occupancy'>;
  readonly folio: Row<'folio'>;
  readonly nights: readonly PlainDate[];
}

/** The id of a stay's booking: the same for the same row of the same property, another for each repeat of it. */
export function importedBookingId(propertyId: string, { stay, repeat }: PlannedStay): string {
  return deriveId(propertyId, `import/${stay.contentHash}/${repeat}`);
}

/** A stay as the rows that a booking, its check-in and its check-out would have left, without money: the export has no ledger. */
export function stayRows(property: ImportedProperty, planned: PlannedStay): StayRows {
  const { stay, status } = planned;
  const bookingId = importedBookingId(property.id, planned);
  const guestId = deriveId(bookingId, 'guest');
  const stayId = deriveId(bookingId, 'stay');
  const roomTypeId = property.typeId(stay.typeCode);
  const bookedAt = property.noonOf(stay.bookedOn ?? stay.arrival);
  const base = { ...property.base, createdAt: bookedAt };
  const span = { from: stay.arrival, to: stay.departure };
  const currency = property.currency;
  const { key, seal } = newSeal(guestId);
  return {
    guestKey: { ...base, id: guestId, key },
    guest: { ...base, id: guestId, ...guestOf(property, planned, seal) },
    booking: { ...base, id: bookingId, ...bookingOf(property, planned, guestId, bookedAt) },
    stay: {
      ...base,
      id: stayId,
      bookingId,
      guestId,
      roomTypeId,
      arrival: stay.arrival,
      departure: stay.departure,
      dayUse: stay.arrival === stay.departure,
      adults: stay.adults,
      children: stay.children,
      status,
      nightly: plainRates(span, stay.rate),
      expectedAt: '',
      wishes: seal(stay.wishes),
      checkedInAt: null,
      checkedOutAt: null,
    },
    occupancy: {
      ...base,
      id: deriveId(bookingId, 'occupancy'),
      stayId,
      bookingId,
      roomTypeId,
      roomId: planned.roomNumber === null ? null : property.roomId(planned.roomNumber),
      fromDate: stay.arrival,
      toDate: stay.departure,
      status: occupancyStatusOf(status),
      disputed: false,
      locked: false,
    },
    folio: { ...base, id: folioIdOf(bookingId), bookingId, stayId, guestId, kind: 'guest', currency, status: 'open' },
    nights: claimsRoom(status) ? daysOf(span) : [],
  };
}

/** A new guest's key, and what is sealed under it [S29]. Imported again, a stay that is there already keeps its first. */
function newSeal(guestId: string): { readonly key: string; readonly seal: (text: string) => string } {
  // Drawn at once: tens of thousands are made in a row.
  const bytes = randomBytes(KEY + NONCE * SEALED);
  const key = bytes.subarray(0, KEY);
  let next = KEY;
  return {
    key: keyText(key),
    seal(text) {
      if (text === '') return '';
      if (next >= bytes.length) throw new Error('more texts to seal than nonces were drawn for');
      next += NONCE;
      return sealText(guestId, key, bytes.subarray(next - NONCE, next), text);
    },
  };
}

const KEY = 32;
const NONCE = 12;
/** Name, phone, e-mail, wishes. */
const SEALED = 4;

function guestOf(
  property: ImportedProperty,
  { stay, ordinal }: PlannedStay,
  seal: (text: string) => string,
): Fields<'guest'> {
  const { phone, email, country } = stay.guest;
  const name = stay.guest.name || `${property.placeholder} ${String(ordinal).padStart(5, '0')}`;
  return { name: seal(name), country, phone: seal(phone), email: seal(email), vip: false, note: '', erasedAt: null };
}

/** What was settled in the former system counts as paid; no payment, receipt or journal entry is made up for it. */
function bookingOf(
  property: ImportedProperty,
  planned: PlannedStay,
  guestId: string,
  bookedAt: string,
): Fields<'booking'> {
  const { stay, status, ordinal } = planned;
  const total = sumOf(plainRates({ from: stay.arrival, to: stay.departure }, stay.rate));
  const settled = status === 'CHECKED_OUT' || stay.settled;
  const paid = settled ? total : 0;
  const cancelled = status === 'CANCELLED';
  const notes = [
    stay.bookedTypeCode === null ? '' : `Booked as ${stay.bookedTypeCode}, given ${stay.typeCode}.`,
    settled ? 'Settled in the former system.' : '',
    stay.roomNumber === null || stay.roomNumber === planned.roomNumber || planned.roomNumber === null
      ? ''
      : `Was in ${stay.roomNumber}, which another stay has on those days.`,
  ];
  return {
    number: `${property.prefix}-${(stay.bookedOn ?? stay.arrival).slice(0, 4)}-IMP${String(ordinal).padStart(5, '0')}`,
    guestId,
    source: stay.source,
    externalRef: stay.reference,
    status,
    paymentStatus: settled ? 'PAID' : paymentStatusOf(total, paid),
    statusReason: cancelled || status === 'NO_SHOW' ? 'From the former system' : '',
    currency: property.currency,
    total,
    paid,
    depositHeld: 0,
    madeBy: property.base.writer,
    note: notes.filter((note) => note !== '').join(' '),
    confirmedAt: bookedAt,
    cancelledAt: cancelled ? property.noonOf(stay.endedOn ?? stay.arrival) : null,
    ...plainTerms,
  };
}
