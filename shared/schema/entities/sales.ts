import {
  bookingSources,
  bookingStatuses,
  occupancyStatuses,
  paymentStatuses,
  promises,
  stayStatuses,
} from '../words.ts';
import { bool, date, entity, id, instant, int, json, oneOf, optional, text } from '../entity.ts';
import type { Quote, Quotas } from '../inventory-values.ts';

/** What is sold, to whom, and where they are. */
export const sales = {
  /** The key under which a guest's personal texts are sealed [S29]; its id is the guest's. Empty once the guest is erased: nobody reads those texts again. */
  guestKey: entity('guest_seal', { key: text() }, { lockOrder: 17 }),
  /** Name, phone, e-mail and note are sealed texts, as is what people wrote about the guest elsewhere. */
  guest: entity(
    'guest',
    {
      name: text(),
      country: text(),
      phone: text(),
      email: text(),
      vip: bool(),
      note: text(),
      erasedAt: optional(instant()),
    },
    { lockOrder: 18 },
  ),
  booking: entity(
    'booking',
    {
      number: text(),
      guestId: id(),
      source: oneOf(bookingSources),
      /** A seller's own reference; once for its channel, or where none is set up for its source [B5]. */
      externalRef: optional(text()),
      status: oneOf(bookingStatuses),
      paymentStatus: oneOf(paymentStatuses),
      statusReason: text(),
      currency: text(),
      total: int(),
      paid: int(),
      /** The part of what was paid that still stands under customer deposits [A1]. */
      depositHeld: int(),
      /** Who first wrote it, `desk/epoch/seq`: shows whether the sale itself still waits for the server. */
      madeBy: text(),
      note: text(),
      confirmedAt: optional(instant()),
      cancelledAt: optional(instant()),
      channelId: optional(id()),
      agentId: optional(id()),
      holdId: optional(id()),
      /** When a hold or a draft ends by itself [I4]; null once nothing runs out. */
      expiresAt: optional(instant()),
      /** Sold beyond what is there, in some item, until others come free [I2, I10]. */
      overbooked: bool(),
      /** What the desk could promise when it made it [S32]; it matters until the server has answered. */
      promise: oneOf(promises),
      /** What was agreed, where it is more than the sum of nightly rates [P3]. */
      quote: optional(json<Quote>()),
      /** The part of goods that were issued and are not paid yet [A1]. Minor units. */
      receivable: int(),
      depositDue: int(),
      balanceDueOn: optional(date()),
    },
    { indexes: [['guestId'], ['status']], unique: [['number']], lockOrder: 20 },
  ),
  stay: entity(
    'stay',
    {
      bookingId: id(),
      guestId: id(),
      roomTypeId: id(),
      arrival: date(),
      departure: date(),
      /** Day use: on one date, of no nights. */
      dayUse: bool(),
      adults: int(),
      children: int(),
      status: oneOf(stayStatuses),
      /** The agreed rate of each night from arrival on. */
      nightly: json<readonly number[]>(),
      expectedAt: text(),
      wishes: text(),
      checkedInAt: optional(instant()),
      checkedOutAt: optional(instant()),
    },
    { indexes: [['bookingId'], ['guestId'], ['status', 'arrival'], ['status', 'departure']], lockOrder: 30 },
  ),
  /** Where a stay is: one row per part of it, with or without a room [R1]. */
  occupancy: entity(
    'occupancy',
    {
      stayId: id(),
      bookingId: id(),
      roomTypeId: id(),
      roomId: optional(id()),
      fromDate: date(),
      toDate: date(),
      status: oneOf(occupancyStatuses),
      /** Held out of the database's one-guest-a-room rule until a person settles it. */
      disputed: bool(),
      locked: bool(),
    },
    { indexes: [['stayId'], ['roomId', 'toDate'], ['fromDate']], lockOrder: 42 },
  ),
  /** A thing sold once per unit on a date [I1]. Its id derives from kind, resource and date. */
  slot: entity(
    'slot',
    {
      kind: oneOf(['roomNight', 'seat']),
      resourceId: id(),
      date: date(),
      total: int(),
      blocked: int(),
      held: int(),
      confirmed: int(),
      overbookingLimit: int(),
      forced: int(),
      /** Held and confirmed, by channel group [I7]. */
      website: int(),
      ota: int(),
      manual: int(),
      quotas: json<Quotas>(),
    },
    { indexes: [['date', 'resourceId']], unique: [['kind', 'resourceId', 'date']], lockOrder: 50 },
  ),
};
