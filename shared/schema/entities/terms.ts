import { bookingSources, channelGroups, noticeKinds, noticeStatuses } from '../words.ts';
import { bool, date, entity, id, instant, int, json, oneOf, optional, text } from '../entity.ts';
import type { CancellationTier, CommissionRule, EarnedPart } from '../inventory-values.ts';

/** On what terms it is sold: the property's settings, channels, promotions, taxes, agents; and the messages that wait to be sent. */
export const terms = {
  /** One of a property, under an id that derives from it; without a row the defaults hold. Minutes, and hundredths of a percent. */
  bookingPolicy: entity(
    'booking_policy',
    {
      cartMinutes: int(),
      paymentMinutes: int(),
      approvalMinutes: int(),
      draftMinutes: int(),
      waitlistMinutes: int(),
      depositBasisPoints: int(),
      /** Days before the first service by which the rest is due. */
      balanceDays: int(),
      /** Demand [P1]: under this share of seats free, prices rise by that share; 0 for never. */
      demandBelow: int(),
      demandRaise: int(),
      /** A price shown and one computed may differ by so much before it is asked again [B7]. Minor units. */
      rateThreshold: int(),
      /** Bookings above it wait for a manager [B3]; null for none. Minor units. */
      approvalAbove: optional(int()),
      /** Days behind the day on which a balance was due, after which the booking is cancelled [B9]; null for never. */
      graceDays: optional(int()),
      /** What the house keeps then [B8]; empty for nothing. */
      cancellation: json<readonly CancellationTier[]>(),
    },
    { lockOrder: 6 },
  ),
  /** What each desk keeps to sell without asking [S31]. */
  allotmentPolicy: entity(
    'allotment_policy',
    {
      /** Null for every desk that has none of its own. */
      deskCode: optional(text()),
      seatUnits: int(),
      seatDays: int(),
      roomUnits: int(),
      roomDays: int(),
      /** Of the pool's last so many none is given away. */
      keepLast: int(),
      active: bool(),
    },
    { lockOrder: 7 },
  ),
  /** A way in which bookings come; what it does is settings, never its name [I12]. */
  channel: entity(
    'channel',
    {
      code: text(),
      name: text(),
      source: oneOf(bookingSources),
      channelGroup: oneOf(channelGroups),
      holdMinutes: int(),
      collects: oneOf(['property', 'channel']),
      commissionBasisPoints: int(),
      mayOverbook: bool(),
      /** Minutes before the departure's own cutoff at which it ends for this channel. */
      cutoffMinutes: int(),
      position: int(),
      active: bool(),
    },
    { unique: [['code']], lockOrder: 9 },
  ),
  promotion: entity(
    'promotion',
    {
      code: text(),
      name: text(),
      /** Off, in hundredths of a percent, or a fixed amount; one of the two is 0. */
      basisPoints: int(),
      amount: int(),
      fromDate: date(),
      toDate: date(),
      /** For these products only; empty for all. */
      productIds: json<readonly string[]>(),
      mostUses: optional(int()),
      uses: int(),
      active: bool(),
    },
    { unique: [['code']], lockOrder: 33 },
  ),
  /** A tax or fee on what is sold [P2], in the order of `position`. */
  taxRule: entity(
    'tax_rule',
    {
      code: text(),
      name: text(),
      appliesTo: oneOf(['seats', 'rooms', 'all']),
      basisPoints: int(),
      /** Minor units, per `per`; used where `basisPoints` is 0. */
      amount: int(),
      per: oneOf(['person', 'night', 'item', 'booking']),
      /** Of what a share is taken: the plain price, what it is after discounts, or that with the taxes and fees that stand before it. */
      base: oneOf(['beforeDiscount', 'afterDiscount', 'withTaxes']),
      inclusive: bool(),
      position: int(),
      fromDate: date(),
      toDate: optional(date()),
      active: bool(),
    },
    { unique: [['code', 'fromDate']], lockOrder: 34 },
  ),
  agent: entity(
    'agent',
    {
      code: text(),
      name: text(),
      email: text(),
      phone: text(),
      /** The first rule that speaks of the product counts; one for all products stands last. */
      rules: json<readonly CommissionRule[]>(),
      active: bool(),
    },
    { unique: [['code']], lockOrder: 19 },
  ),
  /** What an agent or a channel earns on a booking [U7]; taken back in proportion with a refund [M5]. Minor units. */
  commission: entity(
    'commission',
    {
      bookingId: id(),
      agentId: optional(id()),
      channelId: optional(id()),
      base: int(),
      amount: int(),
      recalled: int(),
      /** What is left of it, by item; null in what an older release wrote. */
      earned: optional(json<readonly EarnedPart[]>()),
      currency: text(),
      date: date(),
    },
    { indexes: [['bookingId'], ['agentId']], lockOrder: 68 },
  ),
  /** A message that waits to be sent [C4]: nothing waits for it. */
  notice: entity(
    'notice',
    {
      kind: oneOf(noticeKinds),
      bookingId: optional(id()),
      guestId: optional(id()),
      departureId: optional(id()),
      waitlistEntryId: optional(id()),
      /** What the template fills in; personal texts in it are sealed. */
      body: json<Readonly<Record<string, string | number>>>(),
      status: oneOf(noticeStatuses),
      dueAt: instant(),
    },
    { indexes: [['status', 'dueAt'], ['departureId']], lockOrder: 84 },
  ),
};
