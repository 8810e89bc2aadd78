import type { Concern } from '#shared/schema/answers.ts';
import type { Row } from '#shared/schema/entities.ts';

/** Whom a hold or a booking concerns. Minor units. */
export function holdConcern({
  booking,
  guest,
}: {
  readonly booking: Row<'booking'> | undefined;
  readonly guest: Row<'guest'> | undefined;
}): Concern {
  return {
    guest: guest?.name ?? '',
    guestId: guest?.id ?? '',
    ...(booking === undefined
      ? {}
      : {
          bookingId: booking.id,
          bookingNumber: booking.number,
          amount: booking.total,
          currency: booking.currency,
        }),
  };
}
