import type { Database } from 'better-sqlite3';
import type { BookingCardView, CardPaymentView, CardState, OpenCardView } from '#shared/rpc/card-views.ts';
import type { PaymentState, PaymentStatus } from '#shared/schema/words.ts';
import type { GuestNames } from './guest-names.ts';

interface Row extends Omit<CardPaymentView, 'state'> {
  readonly status: PaymentState;
  readonly paymentStatus: PaymentStatus;
}
interface OpenRow extends Row, Pick<OpenCardView, 'bookingId' | 'bookingNumber' | 'bookingStatus' | 'declined'> {
  readonly guest: string | null;
}

const columns = `p.id, p.method, p.status, p.amount, p.created_at AS startedAt, p.taken_by AS takenBy,
  p.desk_code AS deskCode, b.payment_status AS paymentStatus`;
/** What is paid by card without the terminal being asked first is there at once, and no try. */
const asked = `p.method IN ('CARD', 'UPI') AND p.status IN ('PROCESSING', 'UNCERTAIN', 'FAILED')`;
const failures = `SELECT count(*) FROM payment AS f WHERE f.booking_id = b.id AND f.status = 'FAILED'`;

/** The tries of a booking to be paid by card [M6]. */
export function prepareBookingCard(db: Database): (bookingId: string) => BookingCardView {
  const tries = db.prepare<[string], Row>(
    `SELECT ${columns} FROM payment AS p JOIN booking AS b ON b.id = p.booking_id
      WHERE p.booking_id = ? AND ${asked} ORDER BY p.created_at DESC, p.id DESC`,
  );
  return (bookingId) => {
    const payments = tries.all(bookingId).map(tryOf);
    return { payments, declined: payments.filter(({ state }) => state === 'failed').length };
  };
}

/** Every booking whose card waits for somebody, the longest first. What was declined waits while the booking is still held. */
export function prepareOpenCards(db: Database, names: GuestNames): () => OpenCardView[] {
  const open = db.prepare<[], OpenRow>(
    `SELECT ${columns}, b.id AS bookingId, b.number AS bookingNumber, b.status AS bookingStatus, g.name AS guest,
            (${failures}) AS declined
       FROM payment AS p JOIN booking AS b ON b.id = p.booking_id LEFT JOIN guest AS g ON g.id = b.guest_id
      WHERE ${asked} AND (p.status <> 'FAILED' OR (b.status = 'HELD' AND NOT EXISTS (
              SELECT 1 FROM payment AS later WHERE later.booking_id = b.id AND later.created_at > p.created_at)))
      ORDER BY p.created_at, p.id`,
  );
  return () =>
    open.all().map(({ bookingId, bookingNumber, bookingStatus, guest, declined, ...row }) => ({
      ...tryOf(row),
      bookingId,
      bookingNumber,
      bookingStatus,
      guest: names.name(guest ?? ''),
      declined,
    }));
}

function tryOf({ status, paymentStatus, ...row }: Row): CardPaymentView {
  return { ...row, state: stateOf(status, paymentStatus) };
}

/** That nobody knows is said of the booking; the payment itself stays uncertain until it is settled. */
function stateOf(status: PaymentState, paymentStatus: PaymentStatus): CardState {
  switch (status) {
    case 'FAILED':
      return 'failed';
    case 'UNCERTAIN':
      return paymentStatus === 'UNKNOWN' ? 'unknown' : 'uncertain';
    case 'COMPLETED':
    case 'REFUNDED':
      return 'completed';
    case 'PENDING':
    case 'PROCESSING':
      return 'processing';
  }
}
