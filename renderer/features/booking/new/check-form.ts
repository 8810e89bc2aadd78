import { isPlainDate } from '#shared/kernel/dates.ts';
import type { LodgeView, RoomTypeView, RoomView } from '#shared/rpc/lodge-views.ts';
import { readAmount } from '#renderer/ui/amount.ts';
import { countryCode } from './countries.ts';
import type { BookingForm } from './form.ts';
import { priceAt } from '../money/stay-price.ts';
import { tillOf } from '../money/till.ts';

/** What is wrong with a field, as a word the screens translate. */
export type FormError =
  | 'typeMissing'
  | 'dateInvalid'
  | 'datePast'
  | 'datesOrder'
  | 'nameMissing'
  | 'emailInvalid'
  | 'countryUnknown'
  | 'nobody'
  | 'tooMany'
  | 'rateInvalid'
  | 'depositInvalid'
  | 'depositTooMuch'
  | 'tenderedInvalid'
  | 'tenderedShort'
  | 'roomMissing'
  | 'roomOccupied'
  | 'overrideMissing';

export type FormField =
  | 'from'
  | 'to'
  | 'roomTypeId'
  | 'roomId'
  | 'name'
  | 'email'
  | 'country'
  | 'adults'
  | 'rate'
  | 'deposit'
  | 'tendered'
  | 'override';

export type FormErrors = Partial<Record<FormField, FormError>>;

/** The form with its texts read: what can be shown and, when there are no errors, done. Minor units. */
export interface ReadForm {
  readonly type: RoomTypeView | undefined;
  readonly room: RoomView | undefined;
  readonly rate: number;
  readonly rateChanged: boolean;
  readonly nightly: readonly number[];
  readonly total: number;
  /** What is taken in cash now. */
  readonly amount: number;
  readonly tendered: number;
  readonly canCheckIn: boolean;
  readonly needsOverride: boolean;
  readonly errors: FormErrors;
}

/** Reads the form against the lodge. `today` is the business date. */
export function readForm(form: BookingForm, lodge: LodgeView): ReadForm {
  const { currency, businessDate } = lodge.property;
  const errors: FormErrors = {};
  const type = lodge.roomTypes.find((each) => each.id === form.roomTypeId);
  const room = lodge.rooms.find((each) => each.id === form.roomId);
  checkDates(form, businessDate, errors);
  if (!type) errors.roomTypeId = 'typeMissing';
  checkPeople(form, type, errors);

  const typedRate = form.rate.trim() === '' ? (type?.nightlyRate ?? 0) : readAmount(form.rate, currency);
  if (typedRate === null) errors.rate = 'rateInvalid';
  const rate = typedRate ?? type?.nightlyRate ?? 0;
  const { nightly, total } = errors.from || errors.to ? { nightly: [], total: 0 } : priceAt(form.from, form.to, rate);

  const amount = amountOf(form, total, currency, errors);
  const typedTender = form.tendered.trim() === '' ? amount : readAmount(form.tendered, currency);
  if (amount > 0 && typedTender === null) errors.tendered = 'tenderedInvalid';
  else if (typedTender !== null && tillOf(amount, typedTender).kind === 'short') errors.tendered = 'tenderedShort';

  const canCheckIn = form.from === businessDate;
  const movesIn = canCheckIn && form.checkIn;
  // No reason helps while somebody else is in the room.
  const occupied = movesIn && room?.status === 'OCCUPIED';
  const needsOverride = movesIn && room !== undefined && !occupied && !isReady(room);
  if (movesIn && !room) errors.roomId = 'roomMissing';
  if (occupied) errors.roomId = 'roomOccupied';
  if (needsOverride && !form.override.trim()) errors.override = 'overrideMissing';
  return {
    type,
    room,
    rate,
    rateChanged: rate !== (type?.nightlyRate ?? 0),
    nightly,
    total,
    amount,
    tendered: typedTender ?? amount,
    canCheckIn,
    needsOverride,
    errors,
  };
}

/** A room that a guest may be shown into without a reason [R3]. */
export function isReady(room: Pick<RoomView, 'status'>): boolean {
  return room.status === 'VACANT_CLEAN' || room.status === 'INSPECTED';
}

function checkDates(form: BookingForm, businessDate: string, errors: FormErrors): void {
  if (!isPlainDate(form.from)) errors.from = 'dateInvalid';
  else if (form.from < businessDate) errors.from = 'datePast';
  if (!isPlainDate(form.to)) errors.to = 'dateInvalid';
  else if (!errors.from && form.to < form.from) errors.to = 'datesOrder';
}

function checkPeople(form: BookingForm, type: RoomTypeView | undefined, errors: FormErrors): void {
  if (form.guest === null) {
    if (!form.name.trim()) errors.name = 'nameMissing';
    if (form.email.trim() && !/^\S+@\S+\.\S+$/.test(form.email.trim())) errors.email = 'emailInvalid';
    if (countryCode(form.country) === null) errors.country = 'countryUnknown';
  }
  if (form.adults + form.children < 1) errors.adults = 'nobody';
  else if (type && form.adults + form.children > type.maxOccupancy) errors.adults = 'tooMany';
}

function amountOf(form: BookingForm, total: number, currency: string, errors: FormErrors): number {
  if (form.payment === 'none') return 0;
  if (form.payment === 'full') return total;
  const deposit = readAmount(form.deposit, currency);
  if (deposit === null || deposit === 0) errors.deposit = 'depositInvalid';
  else if (deposit > total) errors.deposit = 'depositTooMuch';
  return errors.deposit ? 0 : (deposit ?? 0);
}
