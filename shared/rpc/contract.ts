import { z } from 'zod';
import { bookingStatuses } from '#shared/schema/words.ts';
import { dayShape, isAskedSpan, realDay } from './day-shape.ts';
import { commandAnswer, foresight } from './answer-views.ts';
import { allotmentsView } from './allotment-views.ts';
import { availabilityView } from './availability-view.ts';
import { bookingView, guestView } from './booking-views.ts';
import { calendarAnswer } from './calendar-wire.ts';
import { bookingCardView, openCardView } from './card-views.ts';
import {
  departureBookingView,
  departureFoundView,
  departureView,
  departureWindowView,
  manifestView,
  productView,
} from './departure-views.ts';
import { inboxEntryView } from './inbox-views.ts';
import { lodgeView } from './lodge-views.ts';
import { printView } from './print-view.ts';
import { bookingItemsView, quoteAsked, quoteView, saleTermsView } from './sale-views.ts';
import { searchHit } from './search-hit.ts';
import { settingsView } from './settings-views.ts';
import { letTryView, sessionView } from './session-views.ts';
import { deskCodeAnswer } from './desk-code-answer.ts';
import { lineView, makingView, syncView } from './sync-views.ts';
import { todayView } from './today-views.ts';

/** One call of the contract: what goes in and what comes out; both are parsed on arrival. */
interface Call<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
}
/** An id as a screen names it; what there is under it, if anything, the services look up. */
const idText = z.string().max(100);
const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> => ({ input, output });

/** All that a screen may ask of the services. Everything but `session.*` is refused while nobody is signed in. */
export const contract = {
  'session.get': call(
    z.object({}),
    z.object({
      session: sessionView,
      users: lodgeView.shape.users,
      property: z.string(),
      /** Null where the lodge is here, whole. */
      making: makingView.nullable(),
    }),
  ),
  'session.signIn': call(z.object({ userId: idText, pin: z.string().max(32) }), sessionView),
  /** A manager's PIN ends the wait of somebody who gave too many wrong ones, at every window of this desk [U1]. */
  'session.letTry': call(z.object({ userId: idText, managerId: idText, pin: z.string().max(32) }), letTryView),
  'session.lock': call(z.object({}), sessionView),
  'lodge.get': call(z.object({}), lodgeView),
  'today.get': call(z.object({}), todayView),
  'calendar.window': call(z.object({ from: realDay, days: z.number().int().min(1).max(93) }), calendarAnswer),
  'availability.get': call(
    z.object({ from: realDay, to: realDay, exceptStayId: idText.optional() }).refine(isAskedSpan, 'not a span'),
    availabilityView,
  ),
  'departures.window': call(z.object({ from: realDay, days: z.number().int().min(1).max(93) }), departureWindowView),
  /** Departures on the days from `from` to `to`, both meant, on which the house may take so many seats. */
  'departures.find': call(
    z
      .object({ from: realDay, to: realDay, seats: z.number().int().min(0).max(10_000), productId: idText.optional() })
      .refine(isAskedSpan, 'not a span'),
    z.array(departureFoundView),
  ),
  /** `all` tells everything that happened to it, and not the latest alone. */
  'departure.get': call(z.object({ departureId: idText, all: z.boolean() }), departureView.nullable()),
  'departure.bookings': call(z.object({ departureId: idText }), z.array(departureBookingView)),
  'departure.manifest': call(z.object({ departureId: idText }), manifestView),
  'products.list': call(z.object({}), z.array(productView)),
  /** What desks keep to sell without asking, and what each holds now [S30, S31]. */
  'allotments.get': call(z.object({}), allotmentsView),
  'guests.find': call(
    z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(50) }),
    z.array(guestView),
  ),
  'booking.get': call(z.object({ bookingId: idText }), bookingView.nullable()),
  'booking.items': call(z.object({ bookingId: idText }), bookingItemsView.nullable()),
  /** What a booking in the making costs, and what is left for it; it holds nothing [P3]. */
  'booking.quote': call(quoteAsked, quoteView),
  /** Channels and agents that a booking may come by. */
  'booking.terms': call(z.object({}), saleTermsView),
  /** On what terms it is sold, for those who set them; refused to others. */
  /** Likely duplicates of what is about to be booked [B5]. */
  'booking.duplicates': call(
    z
      .object({
        guestId: idText.nullable(),
        phone: z.string().max(60),
        email: z.string().max(320),
        from: realDay,
        to: realDay,
        /** Departures of which seats are asked for: others on them are duplicates whatever the days. */
        departureIds: z.array(idText).max(20).optional(),
      })
      .refine(isAskedSpan, 'not a span'),
    z.array(
      z.object({
        bookingId: z.string(),
        number: z.string(),
        status: z.enum(bookingStatuses),
        /** By which way it came: only what came alike becomes one booking. */
        channelId: z.string().nullable(),
        agentId: z.string().nullable(),
        guest: z.string(),
        from: dayShape,
        to: dayShape,
      }),
    ),
  ),
  /** The tries of a booking to be paid by card [M6]. */
  'booking.card': call(z.object({ bookingId: idText }), bookingCardView),
  /** Bookings whose card waits for somebody. */
  'cards.open': call(z.object({}), z.array(openCardView)),
  'search.all': call(z.object({ text: z.string().max(200) }), z.array(searchHit)),
  'inbox.list': call(z.object({ open: z.boolean() }), z.array(inboxEntryView)),
  /** On what terms the house sells; everybody may look [I4, I12, P1, P2, U7]. */
  'settings.get': call(z.object({}), settingsView),
  /** The server's time as this desk estimates it [S3]: by it, what is held runs out. */
  'clock.get': call(z.object({}), z.object({ now: z.string() })),
  'sync.get': call(z.object({}), syncView),
  /** The switch in the Sync panel: pulls the line or puts it back. */
  'sync.setLine': call(z.object({ on: z.boolean() }), lineView),
  'sync.tryNow': call(z.object({}), lineView),
  /** The black box's key as it is written down [S7]; managers only, null where the desk keeps no second copy. */
  'sync.recoveryCode': call(z.object({}), z.object({ code: z.string().nullable() })),
  /** Deletes what lies put aside there; managers only, false where nothing of it does. */
  'sync.removePutAside': call(z.object({ folder: z.string().max(4096) }), z.object({ removed: z.boolean() })),
  /** A code that a manager gave for this desk: signs it in again as it is [S12], or begins its next epoch [S16]. */
  'desk.enterCode': call(z.object({ code: z.string().max(64), as: z.enum(['again', 'nextEpoch']) }), deskCodeAnswer),
  /** What may be sent to whoever helps: versions, counts, places, digests; nothing of anybody. */
  'diagnostics.get': call(z.object({}), z.object({ text: z.string() })),
  /** Runs a command at this desk; durable when answered [S7]. */
  'command.run': call(z.object({ name: z.string().max(64), draft: z.unknown() }), commandAnswer),
  /** What a request would come to now: asked before a change that costs is confirmed [B6]. Nothing is written by asking. */
  'command.foresee': call(z.object({ name: z.string().max(64), draft: z.unknown() }), foresight),
  /** A receipt as its next print says it [M3]. Only `print` is counted; looking at it is not. */
  'print.receipt': call(
    z.object({ receiptId: idText, format: z.enum(['80mm', 'A4']), purpose: z.enum(['preview', 'print']) }),
    printView.nullable(),
  ),
} as const;

export type Contract = typeof contract;
export type Method = keyof Contract;
export type InputOf<M extends Method> = z.input<Contract[M]['input']>;
export type OutputOf<M extends Method> = z.output<Contract[M]['output']>;
/** What the services answer with, before it is parsed on arrival; of most calls the same as {@link OutputOf}. */
export type AnswerOf<M extends Method> = z.input<Contract[M]['output']>;

/** What the services tell every screen without being asked. */
export const notice = z.discriminatedUnion('type', [
  /** Rows of these entities changed; `stayIds` where the calendar can be mended in place. */
  z.object({ type: z.literal('changed'), entities: z.array(z.string()), from: z.enum(['here', 'feed']) }),
  z.object({ type: z.literal('line'), line: lineView }),
  z.object({ type: z.literal('session'), session: sessionView }),
]);
export type Notice = z.infer<typeof notice>;
