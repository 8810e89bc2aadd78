import { z } from 'zod';
import {
  bookingSources,
  bookingStatuses,
  paymentStatuses,
  roles,
  roomStatuses,
  stayStatuses,
} from '#shared/schema/words.ts';
import type { Alternative, Concern, Remedy } from '#shared/schema/answers.ts';
import { refusalReasons } from '#shared/kernel/outcome.ts';

/* What the services show the screens. Amounts are minor units of the property's currency; dates are `YYYY-MM-DD`; moments are UTC instants. */

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const detail = z.record(z.string(), z.unknown());

export const userView = z.object({ id: z.string(), name: z.string(), initials: z.string(), role: z.enum(roles) });
export type UserView = z.infer<typeof userView>;

export const roomTypeView = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  position: z.number(),
  baseOccupancy: z.number(),
  maxOccupancy: z.number(),
  nightlyRate: z.number(),
});
export type RoomTypeView = z.infer<typeof roomTypeView>;

export const roomView = z.object({
  id: z.string(),
  roomTypeId: z.string(),
  number: z.string(),
  floor: z.string(),
  position: z.number(),
  status: z.enum(roomStatuses),
  features: z.array(z.string()),
  note: z.string(),
});
export type RoomView = z.infer<typeof roomView>;

/** The lodge as every screen needs it: it changes seldom. Types and rooms come in the order in which they are shown. */
export const lodgeView = z.object({
  property: z.object({
    id: z.string(),
    name: z.string(),
    prefix: z.string(),
    zone: z.string(),
    currency: z.string(),
    checkInTime: z.string(),
    checkOutTime: z.string(),
    businessDate: day,
  }),
  desk: z.object({ code: z.string(), name: z.string(), epoch: z.number() }),
  roomTypes: z.array(roomTypeView),
  rooms: z.array(roomView),
  users: z.array(userView),
});
export type LodgeView = z.infer<typeof lodgeView>;

/** What a bar asks of you (docs/screens.md). */
export const barStates = ['dueIn', 'inHouse', 'dueOut', 'overdue', 'confirmed', 'departed', 'unconfirmed'] as const;
export type BarState = (typeof barStates)[number];

/** One part of a stay on the tape chart. `[from, to)` are its nights; day use has `from === to`. */
export const barView = z.object({
  id: z.string(),
  stayId: z.string(),
  bookingId: z.string(),
  bookingNumber: z.string(),
  guestId: z.string(),
  roomId: z.string().nullable(),
  roomTypeId: z.string(),
  from: day,
  to: day,
  state: z.enum(barStates),
  name: z.string(),
  adults: z.number(),
  children: z.number(),
  /** What is still to be paid on the booking. */
  unpaid: z.number(),
  total: z.number(),
  vip: z.boolean(),
  locked: z.boolean(),
  disputed: z.boolean(),
  /** The sale was made here and has not reached the server yet. */
  tentative: z.boolean(),
  country: z.string(),
  wishes: z.string(),
  expectedAt: z.string(),
  version: z.number(),
});
export type BarView = z.infer<typeof barView>;

export const blockView = z.object({
  id: z.string(),
  roomId: z.string(),
  roomTypeId: z.string(),
  kind: z.enum(['OOO', 'OOS']),
  from: day,
  to: day,
  reason: z.string(),
});
export type BlockView = z.infer<typeof blockView>;

/** The window of the tape chart: all bars that touch `[from, to)`, and per room type and day what is there and what is taken. */
export const calendarView = z.object({
  from: day,
  to: day,
  businessDate: day,
  bars: z.array(barView),
  blocks: z.array(blockView),
  /** `total[i]` and `taken[i]` belong to the i-th day of the window; total is without the rooms out of order. */
  nights: z.array(z.object({ roomTypeId: z.string(), total: z.array(z.number()), taken: z.array(z.number()) })),
});
export type CalendarView = z.infer<typeof calendarView>;

/** One stay in a list of the day. */
export const dayRow = z.object({
  bar: barView,
  roomNumber: z.string().nullable(),
  roomStatus: z.enum(roomStatuses).nullable(),
  nights: z.number(),
});
export type DayRow = z.infer<typeof dayRow>;

export const todayView = z.object({
  businessDate: day,
  /** The lodge's own clock, `HH:MM`. */
  clock: z.string(),
  arrivals: z.array(dayRow),
  arrived: z.number(),
  inHouse: z.number(),
  guestsInHouse: z.number(),
  departures: z.array(dayRow),
  departed: z.number(),
  unassigned: z.array(dayRow),
  arrivalRoomsReady: z.number(),
  arrivalRooms: z.number(),
  unpaidToday: z.number(),
  unpaidFolios: z.number(),
  rooms: z.array(z.object({ status: z.enum(roomStatuses), count: z.number() })),
  waiting: z.array(z.lazy(() => inboxEntryView)),
  waitingCount: z.number(),
});
export type TodayView = z.infer<typeof todayView>;

export const guestView = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  phone: z.string(),
  email: z.string(),
  vip: z.boolean(),
  note: z.string(),
  version: z.number(),
  stays: z.number(),
  lastStay: day.nullable(),
});
export type GuestView = z.infer<typeof guestView>;

export const folioLineView = z.object({
  id: z.string(),
  date: day,
  kind: z.enum(['charge', 'tax', 'payment', 'refund', 'transfer', 'adjustment']),
  description: z.string(),
  amount: z.number(),
  receiptId: z.string().nullable(),
});

/** A booking as the drawer shows it. */
export const bookingView = z.object({
  id: z.string(),
  version: z.number(),
  number: z.string(),
  status: z.enum(bookingStatuses),
  statusReason: z.string(),
  paymentStatus: z.enum(paymentStatuses),
  source: z.enum(bookingSources),
  externalRef: z.string().nullable(),
  note: z.string(),
  total: z.number(),
  paid: z.number(),
  /** Not yet taken in by the server. */
  tentative: z.boolean(),
  guest: guestView,
  stays: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      status: z.enum(stayStatuses),
      roomTypeId: z.string(),
      roomId: z.string().nullable(),
      occupancyId: z.string().nullable(),
      arrival: day,
      departure: day,
      dayUse: z.boolean(),
      adults: z.number(),
      children: z.number(),
      nightly: z.array(z.number()),
      wishes: z.string(),
      expectedAt: z.string(),
      locked: z.boolean(),
      state: z.enum(barStates),
      /** The commands that the stay's state allows now. */
      can: z.array(z.string()),
    }),
  ),
  folio: z.array(folioLineView),
  receipts: z.array(
    z.object({ id: z.string(), label: z.string(), amount: z.number(), date: day, synced: z.boolean() }),
  ),
});
export type BookingView = z.infer<typeof bookingView>;

/** Free rooms for a wish: per room type the fewest free on any of its nights, and the rooms that are free throughout. */
export const availabilityView = z.object({
  from: day,
  to: day,
  types: z.array(
    z.object({
      roomTypeId: z.string(),
      free: z.number(),
      nightlyRate: z.number(),
      rooms: z.array(z.object({ id: z.string(), number: z.string(), status: z.enum(roomStatuses) })),
    }),
  ),
});
export type AvailabilityView = z.infer<typeof availabilityView>;

export const alternativeView = z.custom<Alternative>((value) => isRecordWith(value, 'command', 'string'));
const remedyView = z.custom<Remedy>((value) => isRecordWith(value, 'kind', 'string'));
const concernView = z.custom<Concern>((value) => typeof value === 'object' && value !== null);

export const inboxEntryView = z.object({
  id: z.string(),
  type: z.enum(['refusal', 'exception']),
  /** For a refusal its reason, for an exception its kind. */
  what: z.string(),
  command: z.string(),
  deskCode: z.string(),
  since: z.string(),
  status: z.enum(['open', 'answered', 'dismissed', 'resolved']),
  answeredBy: z.string(),
  detail,
  concerns: concernView,
  alternatives: z.array(alternativeView),
  remedies: z.array(remedyView),
});
export type InboxEntryView = z.infer<typeof inboxEntryView>;

export const lineStates = ['online', 'connecting', 'offline', 'switchedOff', 'signInExpired', 'revoked'] as const;
export type LineState = (typeof lineStates)[number];

/** The line, as the top bar shows it. */
export const lineView = z.object({
  state: z.enum(lineStates),
  since: z.string(),
  pending: z.number(),
  refused: z.number(),
});
export type LineView = z.infer<typeof lineView>;

/** The Sync panel. */
export const syncView = z.object({
  line: lineView,
  server: z.string(),
  desk: z.string(),
  epoch: z.number(),
  /** When the replica was last known to be up to date; null before the first sync is complete. */
  freshAt: z.string().nullable(),
  clockOffsetMs: z.number(),
  replicaBytes: z.number(),
  lastError: z.string().nullable(),
  nextAttemptAt: z.string().nullable(),
  firstSync: z.object({ rows: z.number(), complete: z.boolean() }),
  pending: z.array(
    z.object({
      seq: z.number(),
      command: z.string(),
      kind: z.enum(['request', 'fact']),
      at: z.string(),
      sent: z.boolean(),
      likelyRefused: z.boolean(),
      concerns: concernView,
    }),
  ),
});
export type SyncView = z.infer<typeof syncView>;

/** What a command came to at this desk: its events (and with them the ids of what it made), or the refusal with its ways out. */
export const commandAnswer = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    envelopeId: z.string(),
    seq: z.number(),
    events: z.array(z.looseObject({ type: z.string() })),
  }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(refusalReasons),
    retryable: z.boolean(),
    detail,
    alternatives: z.array(alternativeView),
  }),
]);
export type CommandAnswer = z.infer<typeof commandAnswer>;

/** A printable document: complete HTML with its own style, for the preview and the printer alike. */
export const printView = z.object({ title: z.string(), html: z.string(), text: z.string() });
export type PrintView = z.infer<typeof printView>;

/** Who is signed in at this window. */
export const sessionView = z.object({
  user: userView.nullable(),
  locked: z.boolean(),
  /** After too many wrong PINs: no attempt is looked at before this moment. */
  lockedOutUntil: z.string().nullable(),
});
export type SessionView = z.infer<typeof sessionView>;

export const searchHit = z.object({
  kind: z.enum(['booking', 'guest', 'room', 'receipt']),
  id: z.string(),
  title: z.string(),
  subtitle: z.string(),
  bookingId: z.string().nullable(),
});
export type SearchHit = z.infer<typeof searchHit>;

function isRecordWith(value: unknown, field: string, type: string): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, field) === type;
}
