import {
  channelGroups,
  departureStates,
  holdStatuses,
  holdTypes,
  leaseStatuses,
  productKinds,
  saleStates,
  seatStatuses,
  waitlistStatuses,
  bookingSources,
} from '../words.ts';
import { bool, date, entity, id, instant, int, json, oneOf, optional, text } from '../entity.ts';
import type { PaxCount, PaxPrice, Quotas } from '../inventory-values.ts';

/** What is sold by the seat, and what is held, waited for and leased of any slot. */
export const tours = {
  /** A tour, trek, activity or transfer: the template of its departures. */
  product: entity(
    'product',
    {
      code: text(),
      name: text(),
      kind: oneOf(productKinds),
      description: text(),
      /** Days on the way; one for what begins and ends on a day, which `hours` tells. */
      days: int(),
      hours: int(),
      meetingPoint: text(),
      /** What a new departure begins with. */
      capacity: int(),
      overbookingLimit: int(),
      minParticipants: int(),
      /** Hours before the start at which booking ends [I11]. */
      cutoffHours: int(),
      /** Days before the start at which it is decided whether it runs; 0 where no minimum is asked for. */
      decisionDays: int(),
      waitlist: bool(),
      prices: json<readonly PaxPrice[]>(),
      quotas: json<Quotas>(),
      position: int(),
      active: bool(),
    },
    { unique: [['code']], lockOrder: 36 },
  ),
  /** A dated instance: the inventory. Its seats are the slot of kind `seat` with its id and date. */
  departure: entity(
    'departure',
    {
      productId: id(),
      slotId: id(),
      date: date(),
      /** Wall clock `HH:MM` in `zone`, the lodge's; `startsAt` is the moment they make. */
      time: text(),
      zone: text(),
      startsAt: instant(),
      /** The last day on the way. */
      endsOn: date(),
      onSaleAt: optional(instant()),
      sale: oneOf(saleStates),
      cutoffAt: instant(),
      minParticipants: int(),
      decisionOn: optional(date()),
      /** When staff were told that the minimum was not reached by the decision day. */
      alertedAt: optional(instant()),
      waitlist: bool(),
      guide: text(),
      note: text(),
      prices: json<readonly PaxPrice[]>(),
      /** The series it was made with. */
      seriesId: optional(id()),
      state: oneOf(departureStates),
      stateReason: text(),
    },
    { indexes: [['date'], ['productId', 'date'], ['seriesId'], ['state', 'startsAt']], lockOrder: 46 },
  ),
  /** Another way to join a departure, on the same seats: another city, at another price. */
  variant: entity(
    'departure_variant',
    { departureId: id(), name: text(), time: text(), priceDifference: int(), position: int(), active: bool() },
    { indexes: [['departureId']], lockOrder: 47 },
  ),
  /** An item of a booking: seats of one departure. */
  seats: entity(
    'seats',
    {
      bookingId: id(),
      guestId: id(),
      departureId: id(),
      slotId: id(),
      variantId: optional(id()),
      pax: json<readonly PaxCount[]>(),
      units: int(),
      status: oneOf(seatStatuses),
      /** Units of it that are sold beyond what is there, until others come free [I10]. */
      overbooked: int(),
      /** Who travels and what they need, sealed under the lead guest's key [S29]. */
      travellers: text(),
      requirements: text(),
      /** Its share of what was agreed, and the tax in it. Minor units. */
      total: int(),
      tax: int(),
    },
    { indexes: [['bookingId'], ['departureId'], ['slotId', 'overbooked']], lockOrder: 31 },
  ),
  /** Units kept for somebody for a while, of one slot or many, all or none [I3]. */
  hold: entity(
    'hold',
    {
      bookingId: optional(id()),
      waitlistEntryId: optional(id()),
      type: oneOf(holdTypes),
      source: oneOf(bookingSources),
      channelGroup: oneOf(channelGroups),
      status: oneOf(holdStatuses),
      expiresAt: instant(),
      /** A payment is under way: it does not expire by the clock [I6]. */
      paying: bool(),
      /** What it waits for, in the words of staff. */
      waitsFor: text(),
    },
    { indexes: [['status', 'expiresAt'], ['bookingId']], lockOrder: 48 },
  ),
  /** The part of a hold on one slot. Expiry is told from it alone, so that whoever decides on the slot needs no more [I5]. */
  heldUnits: entity(
    'held_units',
    {
      holdId: id(),
      slotId: id(),
      units: int(),
      /** Units of it beyond what is there [I2]. */
      overbooked: int(),
      channelGroup: oneOf(channelGroups),
      status: oneOf(holdStatuses),
      expiresAt: instant(),
      paying: bool(),
    },
    { indexes: [['holdId'], ['slotId', 'status']], lockOrder: 49 },
  ),
  /** An allotment: units of a slot that one desk may sell without asking [S30]. They count as held, of the manual group. */
  lease: entity(
    'lease',
    {
      deskCode: text(),
      /** The life of the desk that it was given to. */
      epoch: int(),
      slotId: id(),
      kind: oneOf(['roomNight', 'seat']),
      resourceId: id(),
      date: date(),
      units: int(),
      /** Units that the server asks back [S31]; giving them is the desk's own envelope [S33]. */
      recalled: int(),
      status: oneOf(leaseStatuses),
    },
    { indexes: [['slotId'], ['deskCode', 'date']], unique: [['deskCode', 'epoch', 'slotId']], lockOrder: 51 },
  ),
  /** Somebody who takes seats when they come free [I9], in the order of joining. */
  waitlistEntry: entity(
    'waitlist_entry',
    {
      departureId: id(),
      slotId: id(),
      guestId: id(),
      variantId: optional(id()),
      pax: json<readonly PaxCount[]>(),
      units: int(),
      source: oneOf(bookingSources),
      status: oneOf(waitlistStatuses),
      joinedAt: instant(),
      holdId: optional(id()),
      offeredUntil: optional(instant()),
      bookingId: optional(id()),
      note: text(),
      channelId: optional(id()),
      agentId: optional(id()),
      /** Of which group the seats will be [I7, I12]; null in what an older release wrote, where the source says it. */
      channelGroup: optional(oneOf(channelGroups)),
    },
    { indexes: [['slotId', 'status'], ['departureId']], lockOrder: 52 },
  ),
};
