import type { DepartureView, HoldView, WaitlistView } from '#shared/rpc/departure-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { BlockSeatsForm } from '../forms/block-seats-form.tsx';
import { CancelDepartureForm } from '../forms/cancel-departure-form.tsx';
import { EditDepartureForm } from '../forms/edit-departure-form.tsx';
import { ExtendForm } from '../forms/extend-form.tsx';
import { JoinForm } from '../forms/join-form.tsx';
import { OtherDateForm } from '../forms/other-date-form.tsx';
import { ProductForm } from '../forms/product-form.tsx';
import { QuotasForm } from '../forms/quotas-form.tsx';
import { ReleaseForm } from '../forms/release-form.tsx';
import { CloseSaleForm } from '../forms/sale-form.tsx';
import { VariantsForm } from '../forms/variants-form.tsx';
import { WriteForm } from '../forms/write-form.tsx';

/** The form that lies open over the page. */
export type OpenForm =
  | {
      readonly form:
        | 'block'
        | 'edit'
        | 'product'
        | 'quotas'
        | 'close'
        | 'join'
        | 'cancel'
        | 'toAll'
        | 'reminder'
        | 'variants';
    }
  | { readonly form: 'extend' | 'release'; readonly hold: HoldView }
  | { readonly form: 'otherDate'; readonly entry: WaitlistView };

export interface DepartureFormsProps {
  readonly open: OpenForm;
  readonly departure: DepartureView;
  readonly lodge: LodgeView;
  readonly onClose: () => void;
}

/** The one form that is open. */
export function DepartureForms({ open, departure, lodge, onClose }: DepartureFormsProps) {
  const { currency, businessDate } = lodge.property;
  switch (open.form) {
    case 'block':
      return <BlockSeatsForm departureId={departure.id} onClose={onClose} />;
    case 'edit':
      return <EditDepartureForm {...{ departure, currency, businessDate, onClose }} />;
    case 'product':
      return <ProductForm currency={currency} product={departure.product} onClose={onClose} />;
    case 'variants':
      return <VariantsForm {...{ departure, currency, onClose }} />;
    case 'quotas':
      return <QuotasForm departure={departure} onClose={onClose} />;
    case 'close':
      return <CloseSaleForm departure={departure} onClose={onClose} />;
    case 'join':
      return <JoinForm departure={departure} onClose={onClose} />;
    case 'cancel':
      return <CancelDepartureForm {...{ departure, businessDate, currency, onClose }} />;
    case 'toAll':
    case 'reminder':
      return <WriteForm departure={departure} kind={open.form} onClose={onClose} />;
    case 'extend':
      return <ExtendForm hold={open.hold} onClose={onClose} />;
    case 'release':
      return <ReleaseForm hold={open.hold} onClose={onClose} />;
    case 'otherDate':
      return <OtherDateForm {...{ departure, businessDate, onClose }} entry={open.entry} />;
  }
}
