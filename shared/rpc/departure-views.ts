import { z } from 'zod';
import {
  bookingSources,
  bookingStatuses,
  channelGroups,
  departureStates,
  departureStatuses,
  holdTypes,
  paymentStatuses,
  productKinds,
  saleStates,
  seatStatuses,
  waitlistStatuses,
} from '#shared/schema/words.ts';
import { dayShape } from './day-shape.ts';

/* Amounts are minor units of the property's currency; moments are UTC instants; times of day are the lodge's wall clock. */

const paxPriceView = z.object({
  category: z.string(),
  amount: z.number(),
  fromAge: z.number().nullable(),
  toAge: z.number().nullable(),
});

const quotaView = z.object({
  units: z.number().nullable(),
  basisPoints: z.number().nullable(),
  releasedAt: z.string().nullable(),
  hoursBefore: z.number().nullable().optional(),
});
export const quotasView = z.object({
  website: quotaView.optional(),
  ota: quotaView.optional(),
  manual: quotaView.optional(),
});
export type QuotasView = z.infer<typeof quotasView>;

/** A template of departures, with what a new departure begins with. */
export const productView = z.object({
  id: z.string(),
  version: z.number(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(productKinds),
  description: z.string(),
  days: z.number(),
  hours: z.number(),
  meetingPoint: z.string(),
  capacity: z.number(),
  overbookingLimit: z.number(),
  minParticipants: z.number(),
  cutoffHours: z.number(),
  decisionDays: z.number(),
  waitlist: z.boolean(),
  prices: z.array(paxPriceView),
  quotas: quotasView,
  position: z.number(),
  active: z.boolean(),
});
export type ProductView = z.infer<typeof productView>;

/** A departure as a cell of the month shows it. `held` leaves out what has run out by now [I5]. */
export const departureCell = z.object({
  id: z.string(),
  productId: z.string(),
  date: dayShape,
  time: z.string(),
  status: z.enum(departureStatuses),
  total: z.number(),
  blocked: z.number(),
  held: z.number(),
  confirmed: z.number(),
  /** Entries that wait for seats. */
  waiting: z.number(),
  /** Seats sold here without a promise that the server has not taken in yet. */
  tentative: z.number(),
  /** Seats of this desk's own allotment: it may promise them offline [S32]. */
  promised: z.number(),
  minParticipants: z.number(),
  guide: z.string(),
});
export type DepartureCell = z.infer<typeof departureCell>;

/** The departures of `[from, to)` in the order of the clock, and every product that is active or has one of them. */
export const departureWindowView = z.object({
  from: dayShape,
  to: dayShape,
  businessDate: dayShape,
  products: z.array(
    productView.pick({ id: true, code: true, name: true, kind: true, days: true, hours: true, capacity: true }),
  ),
  departures: z.array(departureCell),
});
export type DepartureWindowView = z.infer<typeof departureWindowView>;
export type ProductLine = DepartureWindowView['products'][number];

/** What a channel group has of a departure [I7]. */
export const groupView = z.object({
  group: z.enum(channelGroups),
  sold: z.number(),
  held: z.number(),
  /** The most it may have now, or null where it shares the rest. */
  most: z.number().nullable(),
});
export type GroupView = z.infer<typeof groupView>;

/** Seats that are kept for somebody for a while, as far as they are of this departure. */
export const holdView = z.object({
  id: z.string(),
  version: z.number(),
  bookingId: z.string().nullable(),
  bookingNumber: z.string(),
  waitlistEntryId: z.string().nullable(),
  guest: z.string(),
  units: z.number(),
  overbooked: z.number(),
  type: z.enum(holdTypes),
  source: z.enum(bookingSources),
  paying: z.boolean(),
  waitsFor: z.string(),
  heldAt: z.string(),
  expiresAt: z.string(),
  /** Made here, and not yet taken in by the server; `guaranteed` where it was promised [S32]. */
  tentative: z.boolean(),
  guaranteed: z.boolean(),
});
export type HoldView = z.infer<typeof holdView>;

export const waitlistView = z.object({
  id: z.string(),
  version: z.number(),
  guestId: z.string(),
  guest: z.string(),
  units: z.number(),
  source: z.enum(bookingSources),
  status: z.enum(waitlistStatuses),
  joinedAt: z.string(),
  offeredUntil: z.string().nullable(),
  note: z.string(),
});
export type WaitlistView = z.infer<typeof waitlistView>;

/** What can have happened to a departure; the screens have a sentence for each. */
export const happenings = [
  'made',
  'held',
  'booked',
  'confirmed',
  'released',
  'expired',
  'cancelled',
  'joined',
  'offered',
  'noticed',
  'departureCancelled',
] as const;

/** One thing that happened, as the rows tell it, newest first. */
export const happeningView = z.object({
  at: z.string(),
  kind: z.enum(happenings),
  guest: z.string(),
  units: z.number(),
  /** Who did it: a person of the lodge, or the source that it came from. */
  by: z.string(),
  source: z.enum(bookingSources).nullable(),
  bookingId: z.string().nullable(),
});
export type HappeningView = z.infer<typeof happeningView>;

/** A departure as its page and its hover card show it. */
export const departureView = departureCell.extend({
  version: z.number(),
  slotId: z.string(),
  product: productView,
  zone: z.string(),
  startsAt: z.string(),
  endsOn: dayShape,
  onSaleAt: z.string().nullable(),
  sale: z.enum(saleStates),
  state: z.enum(departureStates),
  stateReason: z.string(),
  cutoffAt: z.string(),
  decisionOn: dayShape.nullable(),
  waitlist: z.boolean(),
  note: z.string(),
  seriesId: z.string().nullable(),
  prices: z.array(paxPriceView),
  quotas: quotasView,
  overbookingLimit: z.number(),
  /** Seats sold or held beyond what is sellable. */
  overbooked: z.number(),
  forced: z.number(),
  groups: z.array(groupView),
  variants: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      name: z.string(),
      time: z.string(),
      priceDifference: z.number(),
      active: z.boolean(),
    }),
  ),
  holds: z.array(holdView),
  /** What desks keep to sell without asking [S30]; counted as held, of the manual group. */
  allotments: z.array(z.object({ deskCode: z.string(), units: z.number(), own: z.boolean() })),
  waitlistEntries: z.array(waitlistView),
  /** How long seats that come free are held for who waits [I9]. */
  waitlistMinutes: z.number(),
  /** Bookings that stand, and the seats in them. */
  bookings: z.number(),
  latest: z.array(happeningView),
  happened: z.number(),
});
export type DepartureView = z.infer<typeof departureView>;

/** A booking's seats of one departure. */
export const departureBookingView = z.object({
  seatsId: z.string(),
  version: z.number(),
  bookingId: z.string(),
  number: z.string(),
  guestId: z.string(),
  guest: z.string(),
  country: z.string(),
  seats: z.number(),
  pax: z.array(z.object({ category: z.string(), count: z.number() })),
  variant: z.string(),
  source: z.enum(bookingSources),
  /** The channel's or agent's name where there is one, else empty. */
  seller: z.string(),
  /** The channel takes the money. */
  channelCollects: z.boolean(),
  amount: z.number(),
  /** Of the whole booking. */
  total: z.number(),
  paid: z.number(),
  status: z.enum(seatStatuses),
  bookingStatus: z.enum(bookingStatuses),
  paymentStatus: z.enum(paymentStatuses),
  overbooked: z.number(),
  bookedAt: z.string(),
  /** Not yet taken in by the server: it may refuse it, or it was promised and stands [S32]. */
  tentative: z.boolean(),
  guaranteed: z.boolean(),
});
export type DepartureBookingView = z.infer<typeof departureBookingView>;

/** Who goes: one line a booking, with the names that were given. */
export const manifestView = z.object({
  lines: z.array(
    z.object({
      number: z.string(),
      guest: z.string(),
      country: z.string(),
      phone: z.string(),
      seats: z.number(),
      pax: z.array(z.object({ category: z.string(), count: z.number() })),
      variant: z.string(),
      travellers: z.string(),
      requirements: z.string(),
      status: z.enum(seatStatuses),
      unpaid: z.number(),
      channelCollects: z.boolean(),
      tentative: z.boolean(),
      guaranteed: z.boolean(),
      overbooked: z.number(),
    }),
  ),
});
export type ManifestView = z.infer<typeof manifestView>;

/** A departure that has room, for who looks for seats. */
export const departureFoundView = z.object({
  id: z.string(),
  productId: z.string(),
  product: z.string(),
  date: dayShape,
  endsOn: dayShape,
  time: z.string(),
  status: z.enum(departureStatuses),
  sellable: z.number(),
  free: z.number(),
  /** What the house's own desks may take now, within their quota [I7]. */
  mine: z.number(),
  promised: z.number(),
  prices: z.array(paxPriceView),
});
export type DepartureFoundView = z.infer<typeof departureFoundView>;
