import type { Refusal } from '#shared/kernel/outcome.ts';
import type { Alternative } from '#shared/schema/answers.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import { type Loading, peek, peekAll, see, where } from '../need.ts';
import { heldAlternatives } from './held-alternatives.ts';
import type { HoldItemsDraft } from './hold-items.ts';
import type { ItemDraft } from './item-fields.ts';

const waits: readonly string[] = ['HELD', 'EXPIRED'];

/**
 * The same booking on another departure, where the seats that had been held for it are gone [I6]: with its other items, its nights
 * and its code, at today's price: also where it had been one by hand, which was for that departure. A channel's reference stays with
 * the booking that has it [B5]. Nothing where what is gone are no seats.
 */
export function* bookedAlternatives(
  refusal: Refusal,
  bookingId: string,
  context: Context,
): Loading<readonly Alternative[]> {
  const { booking, seats, stays, occupancies } = yield* see({
    booking: peek('booking', bookingId),
    seats: peekAll('seats', [where('bookingId', '=', bookingId)]),
    stays: peekAll('stay', [where('bookingId', '=', bookingId)]),
    occupancies: peekAll('occupancy', [where('bookingId', '=', bookingId)]),
  });
  const wanted = seats.filter(({ status }) => waits.includes(status));
  const item = wanted.findIndex(({ departureId }) => departureId === refusal.detail['resourceId']);
  if (booking === undefined || item < 0) return [];
  const rooms = stays.filter(({ status }) => waits.includes(status));
  const draft: HoldItemsDraft = {
    guestId: booking.guestId,
    source: booking.source,
    channelId: booking.channelId,
    agentId: booking.agentId,
    promotionCode: codeOf(booking),
    override: null,
    holdType: null,
    waitsFor: '',
    overbook: false,
    lateReason: '',
    shownTotal: null,
    items: [...wanted.map(seatsAgain), ...rooms.map((stay) => stayAgain(stay, occupancies))],
    note: booking.note,
  };
  const inVain = { draft, agreed: booking.total };
  return yield* heldAlternatives({ ...refusal, detail: { ...refusal.detail, item } }, inVain, context);
}

/** The code that its price was agreed with; empty for none. */
function codeOf({ quote }: Pick<Row<'booking'>, 'quote'>): string {
  const code = quote?.lines.find(({ kind }) => kind === 'promotion')?.label['code'];
  return typeof code === 'string' ? code : '';
}

function seatsAgain({ departureId, variantId, pax, travellers, requirements }: Row<'seats'>): ItemDraft {
  return { kind: 'seats', departureId, variantId, pax: [...pax], travellers, requirements };
}

function stayAgain(stay: Row<'stay'>, occupancies: readonly Row<'occupancy'>[]): ItemDraft {
  const { roomTypeId, arrival, departure, adults, children, wishes, expectedAt } = stay;
  const roomId = occupancies.find(({ stayId }) => stayId === stay.id)?.roomId ?? null;
  // Its nights have tax and discount in them: they are priced anew, like the seats.
  const dates = { from: arrival, to: departure, nightlyRate: null };
  return { kind: 'stay', roomTypeId, roomId, ...dates, adults, children, wishes, expectedAt };
}
