import { CancelSale, type Cancelled } from './cancel-sale.tsx';
import { CashForm } from './cash-form.tsx';
import { MergeForm } from './merge-form.tsx';
import { PaxForm, type SeatsOfBooking } from './pax-form.tsx';
import { dueNow } from '../money/due-now.ts';
import { inCash } from '../money/till.ts';
import { MoveSeatsForm } from './move-seats-form.tsx';
import { PaymentForm } from './payment-form.tsx';
import { refundable } from './refundable.ts';
import { RejectForm } from './reject-form.tsx';
import type { SaleOn } from './sale-items.tsx';
import type { Act } from './use-act.ts';

/** The form that lies open over what can be done with a sale. */
export type SaleForm =
  | { readonly name: 'cash' | 'other' | 'refund' | 'reject' }
  | { readonly name: 'cancel'; readonly what: Cancelled }
  | { readonly name: 'pax' | 'moveSeats'; readonly seats: SeatsOfBooking }
  | { readonly name: 'merge'; readonly otherId: string };

export interface SaleFormsProps extends SaleOn {
  readonly form: SaleForm;
  readonly act: Act;
  readonly onClose: () => void;
}

/** The one form that is open. */
export function SaleForms({ form, ...on }: SaleFormsProps) {
  const { booking, items } = on;
  const { open, due, cash } = dueOf(on);
  switch (form.name) {
    case 'cash':
      return <CashForm {...on} way="take" amount={cash} most={open} exact={due} />;
    case 'refund': {
      const most = refundable(booking);
      return <CashForm {...on} way="refund" amount={most} most={most} />;
    }
    case 'other':
      return <PaymentForm {...on} amount={due} most={open} />;
    case 'cancel':
      return <CancelSale {...on} what={form.what} />;
    case 'reject':
      return <RejectForm {...on} />;
    case 'pax': {
      // As it stands now: somebody may have changed it while the form was open.
      const seats = items.seats.find(({ id }) => id === form.seats.id) ?? form.seats;
      return <PaxForm {...on} seats={seats} />;
    }
    case 'moveSeats':
      return <MoveSeatsForm {...on} seats={items.seats.find(({ id }) => id === form.seats.id) ?? form.seats} />;
    case 'merge':
      return <MergeForm {...on} otherId={form.otherId} />;
  }
}

/** What is open of a sale, what of it is asked for first, and what that is in cash [M10]. Minor units. */
export function dueOf({ booking, items, lodge }: SaleOn): {
  readonly open: number;
  readonly due: number;
  readonly cash: number;
} {
  const { total, paid } = booking;
  const { businessDate, currency } = lodge.property;
  const owed = { total, paid, deposit: items.depositDue, balanceDueOn: items.balanceDueOn };
  const due = dueNow(owed, businessDate);
  return { open: total - paid, due, cash: inCash(due, total - paid, currency) };
}
