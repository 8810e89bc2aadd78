import {
  bookingStatuses,
  bookingSources,
  occupancyStatuses,
  paymentMethods,
  paymentStatuses,
  paymentStates,
  roles,
  roomStatuses,
  stayStatuses,
} from './words.ts';
import {
  type BaseRow,
  type Entity,
  type OwnFields,
  bool,
  date,
  entity,
  id,
  instant,
  int,
  json,
  oneOf,
  optional,
  text,
} from './entity.ts';
import type { Alternative, Concern, Remedy } from './answers.ts';

/** Every entity of the business, in the order in which rows may refer to earlier ones. Amounts are minor units of the property's currency unless a `currency` column stands beside them. */
export const entities = {
  property: entity(
    'property',
    {
      name: text(),
      prefix: text(),
      zone: text(),
      currency: text(),
      checkInTime: text(),
      checkOutTime: text(),
      businessDate: date(),
    },
    { lockOrder: 5 },
  ),
  user: entity(
    'app_user',
    { name: text(), initials: text(), role: oneOf(roles), pinHash: text(), active: bool() },
    { lockOrder: 8 },
  ),
  desk: entity(
    'desk',
    { code: text(), name: text(), status: oneOf(['active', 'revoked']), epoch: int() },
    { unique: [['code']], lockOrder: 10 },
  ),
  roomType: entity(
    'room_type',
    { code: text(), name: text(), position: int(), baseOccupancy: int(), maxOccupancy: int(), nightlyRate: int() },
    { unique: [['code']], lockOrder: 38 },
  ),
  room: entity(
    'room',
    {
      roomTypeId: id(),
      number: text(),
      floor: text(),
      position: int(),
      status: oneOf(roomStatuses),
      features: json<readonly string[]>(),
      note: text(),
    },
    { indexes: [['roomTypeId']], unique: [['number']], lockOrder: 40 },
  ),
  /** A span in which a room is out of order (OOO, leaves inventory) or out of service (OOS, does not). */
  roomBlock: entity(
    'room_block',
    {
      roomId: id(),
      roomTypeId: id(),
      kind: oneOf(['OOO', 'OOS']),
      fromDate: date(),
      toDate: date(),
      reason: text(),
      status: oneOf(['open', 'ended']),
    },
    { indexes: [['roomId'], ['status', 'toDate']], lockOrder: 45 },
  ),
  guest: entity(
    'guest',
    {
      name: text(),
      country: text(),
      phone: text(),
      email: text(),
      vip: bool(),
      note: text(),
      /** Lower-case name, phone and e-mail without accents or spaces in the phone, for finding. */
      searchText: text(),
    },
    { indexes: [['phone']], lockOrder: 18 },
  ),
  booking: entity(
    'booking',
    {
      number: text(),
      guestId: id(),
      source: oneOf(bookingSources),
      /** A seller's own reference; unique with the source [B5]. */
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
    },
    { indexes: [['guestId'], ['status']], unique: [['number'], ['source', 'externalRef']], lockOrder: 20 },
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
    },
    { indexes: [['date', 'resourceId']], unique: [['kind', 'resourceId', 'date']], lockOrder: 50 },
  ),
  folio: entity(
    'folio',
    {
      bookingId: optional(id()),
      stayId: optional(id()),
      guestId: id(),
      /** `guest` for a stay's folio, `credit` for money that has no booking [S24]. */
      kind: oneOf(['guest', 'credit']),
      currency: text(),
      status: oneOf(['open', 'closed']),
    },
    { indexes: [['bookingId'], ['guestId']], lockOrder: 60 },
  ),
  /** An immutable line of a folio [M1]: charges positive, payments negative. */
  folioEntry: entity(
    'folio_entry',
    {
      folioId: id(),
      bookingId: optional(id()),
      kind: oneOf(['charge', 'tax', 'payment', 'refund', 'transfer', 'adjustment']),
      date: date(),
      description: text(),
      amount: int(),
      currency: text(),
      receiptId: optional(id()),
      correctsId: optional(id()),
    },
    { indexes: [['folioId'], ['bookingId']], lockOrder: 62 },
  ),
  payment: entity(
    'payment',
    {
      bookingId: optional(id()),
      folioId: id(),
      guestId: id(),
      method: oneOf(paymentMethods),
      status: oneOf(paymentStates),
      amount: int(),
      tendered: int(),
      change: int(),
      currency: text(),
      date: date(),
      deskCode: text(),
      takenBy: text(),
      receiptId: id(),
    },
    { indexes: [['bookingId'], ['date']], lockOrder: 64 },
  ),
  receipt: entity(
    'receipt',
    {
      series: text(),
      number: int(),
      paymentId: id(),
      date: date(),
      /** The frozen content that is printed and hashed [M3]. */
      content: json<ReceiptContent>(),
      previousHash: text(),
      hash: text(),
    },
    { unique: [['series', 'number']], indexes: [['paymentId']], lockOrder: 66 },
  ),
  journalEntry: entity(
    'journal_entry',
    { date: date(), what: text(), sourceId: id(), bookingId: optional(id()) },
    { indexes: [['date']], lockOrder: 70 },
  ),
  journalLine: entity(
    'journal_line',
    { entryId: id(), account: text(), debit: int(), credit: int(), currency: text() },
    { indexes: [['entryId'], ['account']], lockOrder: 72 },
  ),
  /** A request that the server refused, in its desk's inbox [S23]. */
  refusal: entity(
    'refusal',
    {
      deskCode: text(),
      envelopeId: id(),
      command: text(),
      input: json<unknown>(),
      reason: text(),
      detail: json<Readonly<Record<string, unknown>>>(),
      alternatives: json<readonly Alternative[]>(),
      concerns: json<Concern>(),
      status: oneOf(['open', 'answered', 'dismissed']),
      answeredBy: text(),
    },
    { indexes: [['status']], lockOrder: 80 },
  ),
  /** A fact that contradicts what the server found, and the remedies a person can choose [S24]. */
  exception: entity(
    'exception',
    {
      kind: text(),
      deskCode: text(),
      envelopeId: id(),
      detail: json<Readonly<Record<string, unknown>>>(),
      remedies: json<readonly Remedy[]>(),
      concerns: json<Concern>(),
      status: oneOf(['open', 'resolved']),
      resolution: text(),
      resolvedBy: text(),
    },
    { indexes: [['status']], lockOrder: 82 },
  ),
  /** The server's answer to one envelope [S10]. */
  verdict: entity(
    'verdict',
    {
      deskCode: text(),
      epoch: int(),
      seq: int(),
      envelopeId: id(),
      command: text(),
      outcome: oneOf(['applied', 'refused', 'exception']),
      reason: text(),
      detail: json<Readonly<Record<string, unknown>>>(),
    },
    { unique: [['deskCode', 'epoch', 'seq']], lockOrder: 90 },
  ),
} satisfies Record<string, Entity>;

export type EntityName = keyof typeof entities;

/** The fields of a row without what the engine stamps on it. */
export type Fields<E extends EntityName> = OwnFields<(typeof entities)[E]>;

/** A whole row. */
export type Row<E extends EntityName> = BaseRow & Fields<E>;

export const entityNames = Object.keys(entities) as readonly EntityName[]; // keys of a literal object

/** What a receipt says, frozen when it was drawn. Amounts are minor units. */
export interface ReceiptContent {
  readonly property: string;
  readonly number: string;
  readonly issuedAt: string;
  readonly date: string;
  readonly desk: string;
  readonly takenBy: string;
  readonly guest: string;
  readonly booking: string;
  readonly method: string;
  readonly currency: string;
  readonly amount: number;
  readonly tendered: number;
  readonly change: number;
}
