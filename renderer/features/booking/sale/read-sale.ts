import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { QuoteView } from '#shared/rpc/sale-views.ts';
import { readAmount } from '#renderer/ui/amount.ts';
import { isAllDue } from '../money/due-now.ts';
import { inCash, tillOf } from '../money/till.ts';
import { countryCode } from '../new/countries.ts';
import type { BookingForm } from '../new/form.ts';
import { type SaleForm, seatsOf } from './sale-form.ts';

/** What is wrong, as a word the screens translate; by the field where it stands. */
export type SaleErrors = Readonly<Record<string, SaleError>>;
export type SaleError =
  | 'nameMissing'
  | 'emailInvalid'
  | 'countryUnknown'
  | 'nothing'
  | 'nobody'
  | 'tooMany'
  | 'short'
  | 'rateInvalid'
  | 'tenderedInvalid'
  | 'tenderedShort'
  | 'referenceMissing'
  | 'overrideInvalid'
  | 'reasonMissing'
  | 'noPrice';

/** The form read against its price: what is taken now and what is wrong with it. Minor units. */
export interface ReadSale {
  readonly total: number;
  /** What a deposit comes to, in cash rounded; null where what is booked leaves so soon that all of it is due now [B9]. */
  readonly deposit: number | null;
  /** What is taken now. */
  readonly amount: number;
  readonly tendered: number;
  readonly seats: number;
  readonly rooms: number;
  /** By what it is settled: money now, nothing yet, an account, or the channel. */
  readonly by: 'money' | 'hold' | 'account' | 'channel' | 'approval';
  readonly errors: SaleErrors;
}

export function readSale(form: SaleForm, who: BookingForm, view: QuoteView | undefined, lodge: LodgeView): ReadSale {
  const { currency } = lodge.property;
  const errors: Record<string, SaleError> = {};
  checkGuest(who, errors);
  checkItems(form, view, lodge, errors);
  const total = view?.quote?.total ?? 0;
  const deposit = depositOf(form, view, lodge);
  const by = view?.channelCollects
    ? 'channel'
    : view?.waitsForApproval
      ? 'approval'
      : form.payment === 'hold' || form.payment === 'account'
        ? form.payment
        : 'money';
  const amount = by === 'money' ? (form.payment === 'full' ? total : (deposit ?? total)) : 0;
  const typed = form.tendered.trim() === '' ? amount : readAmount(form.tendered, currency);
  if (amount > 0 && form.method === 'CASH') {
    if (typed === null) errors['tendered'] = 'tenderedInvalid';
    else if (tillOf(amount, typed).kind === 'short') errors['tendered'] = 'tenderedShort';
  }
  const needsReference = by === 'account' || (amount > 0 && form.method !== 'CASH');
  if (needsReference && form.reference.trim() === '') errors['reference'] = 'referenceMissing';
  if (form.overrideAmount.trim() !== '') {
    if (readAmount(form.overrideAmount, currency) === null) errors['override'] = 'overrideInvalid';
    else if (form.overrideReason.trim() === '') errors['overrideReason'] = 'reasonMissing';
  }
  if (view !== undefined && view.quote === null && form.items.length > 0) errors['price'] = 'noPrice';
  const seats = form.items.reduce((sum, item) => sum + (item.kind === 'seats' ? seatsOf(item) : 0), 0);
  const rooms = form.items.filter(({ kind }) => kind === 'stay').length;
  return { total, deposit, amount, tendered: typed ?? amount, seats, rooms, by, errors };
}

function checkGuest(who: BookingForm, errors: Record<string, SaleError>): void {
  if (who.guest !== null) return;
  if (!who.name.trim()) errors['name'] = 'nameMissing';
  if (who.email.trim() && !/^\S+@\S+\.\S+$/.test(who.email.trim())) errors['email'] = 'emailInvalid';
  if (countryCode(who.country) === null) errors['country'] = 'countryUnknown';
}

function checkItems(
  { items, overbook }: SaleForm,
  view: QuoteView | undefined,
  lodge: LodgeView,
  errors: Record<string, SaleError>,
): void {
  if (items.length === 0) errors['items'] = 'nothing';
  for (const [index, item] of items.entries()) {
    const field = `item${item.key}`;
    const wanted = item.kind === 'seats' ? seatsOf(item) : 1;
    if (item.kind === 'seats' && wanted === 0) errors[field] = 'nobody';
    if (item.kind === 'stay') {
      const most = lodge.roomTypes.find(({ id }) => id === item.roomTypeId)?.maxOccupancy ?? 0;
      if (item.adults + item.children > most) errors[field] = 'tooMany';
      if (item.rate.trim() !== '' && readAmount(item.rate, lodge.property.currency) === null)
        errors[field] = 'rateInvalid';
    }
    const left = view?.items[index];
    if (left && left.mine < wanted && !overbook) errors[field] = 'short';
  }
}

function depositOf({ method }: SaleForm, view: QuoteView | undefined, { property }: LodgeView): number | null {
  const quote = view?.quote;
  if (!quote) return 0;
  if (isAllDue(quote, property.businessDate)) return null;
  return method === 'CASH' ? inCash(quote.deposit, quote.total, property.currency) : quote.deposit;
}
