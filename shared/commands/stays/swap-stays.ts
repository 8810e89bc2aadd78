import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { mayOverride } from '../context.ts';
import { asIs, defineRequest } from '../define.ts';
import type { Event } from '../events.ts';
import { idField } from '../fields.ts';
import { answerRefusal, refusalAnswered } from '../inbox/answers-refusal.ts';
import { edit, peek, see } from '../need.ts';
import { loadClaims, roomFree } from '../room-claims.ts';

const draft = z.object({ occupancyId: idField, withOccupancyId: idField, answersRefusal: idField.optional() });
type Draft = z.infer<typeof draft>;

/** Two stays that have not arrived change rooms; each must fit where the other was. */
export const swapStays = defineRequest({
  name: 'swapStays',
  version: 1,
  roles: ['frontDesk', 'manager', 'administrator'],
  draft,
  input: draft,
  load,
  prepare: asIs,
  decide({ one, other, oneClaims, otherClaims, oneBooking, otherBooking, refusal }, _input, context) {
    if (one === undefined || other === undefined || oneBooking === undefined || otherBooking === undefined) {
      return refuse('not-found', { entity: 'occupancy' });
    }
    if (one.status !== 'expected' || other.status !== 'expected') {
      return refuse('invalid-transition', {
        command: 'swapStays',
        status: one.status === 'expected' ? other.status : one.status,
      });
    }
    if ((one.locked || other.locked) && !mayOverride(context)) return refuse('no-right', { locked: true });
    if (oneClaims === undefined || otherClaims === undefined) return refuse('no-room', {});
    if (one.roomTypeId !== other.roomTypeId) return refuse('wrong-room-type', {});
    const both = [one.id, other.id];
    const oneFits = roomFree(otherClaims, { from: one.fromDate, to: one.toDate }, both);
    if (!oneFits.ok) return oneFits;
    const otherFits = roomFree(oneClaims, { from: other.fromDate, to: other.toDate }, both);
    if (!otherFits.ok) return otherFits;
    const answered = answerRefusal(refusal, context);
    if (!answered.ok) return answered;
    return done([roomGiven(one, other.roomId), roomGiven(other, one.roomId), ...answered.value]);
  },
  concerns: ({ oneBooking, guest, one }) => ({
    guest: guest?.name ?? '',
    bookingId: oneBooking?.id ?? '',
    bookingNumber: oneBooking?.number ?? '',
    from: one?.fromDate ?? '',
    to: one?.toDate ?? '',
  }),
});

function* load({ occupancyId, withOccupancyId, answersRefusal }: Draft) {
  const { one, other, refusal } = yield* see({
    one: edit('occupancy', occupancyId),
    other: edit('occupancy', withOccupancyId),
    refusal: refusalAnswered(answersRefusal),
  });
  const { oneBooking, otherBooking } = yield* see({
    oneBooking: peek('booking', one?.bookingId ?? ''),
    otherBooking: peek('booking', other?.bookingId ?? ''),
  });
  const { guest } = yield* see({ guest: peek('guest', oneBooking?.guestId ?? '') });
  const oneClaims =
    one?.roomId == null || other === undefined
      ? undefined
      : yield* loadClaims(one.roomId, { from: other.fromDate, to: other.toDate });
  const otherClaims =
    other?.roomId == null || one === undefined
      ? undefined
      : yield* loadClaims(other.roomId, { from: one.fromDate, to: one.toDate });
  return { one, other, refusal, oneBooking, otherBooking, guest, oneClaims, otherClaims };
}

function roomGiven(occupancy: Row<'occupancy'>, roomId: string | null): Event {
  return {
    type: 'StayMoved',
    stayId: occupancy.stayId,
    stay: {},
    occupancyId: occupancy.id,
    occupancy: { roomId },
    booking: { id: occupancy.bookingId, fields: {} },
    slots: [],
    rooms: [],
  };
}
