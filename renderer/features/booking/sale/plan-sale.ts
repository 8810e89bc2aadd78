import type { QuoteView } from '#shared/rpc/sale-views.ts';
import { readAmount } from '#renderer/ui/amount.ts';
import { guestStep } from '../new/plan.ts';
import type { Step } from '../new/plan.ts';
import type { BookingForm } from '../new/form.ts';
import type { ReadSale } from './read-sale.ts';
import { type SaleForm, type SeatsForm, draftsOf } from './sale-form.ts';

/** The commands that the button comes to: the guest where they are new, everything held at once, then its money. */
export function planSale(
  form: SaleForm,
  who: BookingForm,
  view: QuoteView | undefined,
  read: Pick<ReadSale, 'amount' | 'tendered' | 'by'>,
  currency: string,
): readonly Step[] {
  const steps: Step[] = [...guestStep(who)];
  const override = readAmount(form.overrideAmount, currency);
  steps.push({
    command: 'holdItems',
    draft: (made) => ({
      guestId: who.guest?.id ?? made.guestId,
      source: who.source,
      channelId: form.channelId,
      agentId: form.agentId,
      ...(who.externalRef.trim() ? { externalRef: who.externalRef.trim() } : {}),
      promotionCode: view?.codeRefused ? '' : form.code,
      override:
        form.overrideAmount.trim() === '' || override === null
          ? null
          : { amount: override, reason: form.overrideReason.trim() },
      holdType: null,
      waitsFor: form.waitsFor.trim(),
      overbook: form.overbook,
      lateReason: form.lateReason.trim(),
      // [B7] What was said to the guest is what it must still cost.
      shownTotal: view?.quote?.total ?? null,
      items: draftsOf(form.items, who, currency),
      note: who.note.trim(),
    }),
  });
  const { amount, tendered } = read;
  if (amount > 0 && form.method === 'CASH')
    steps.push({ command: 'takeCash', draft: ({ bookingId }) => ({ bookingId, amount, tendered }) });
  else if (amount > 0)
    steps.push({
      command: 'takePayment',
      draft: ({ bookingId }) => ({ bookingId, amount, method: form.method, reference: form.reference.trim() }),
    });
  // [B3] Whoever answers for it says on what it rests: a voucher, a letter, an order.
  if (read.by === 'account')
    steps.push({
      command: 'confirmBooking',
      draft: ({ bookingId }) => ({ bookingId, by: 'otherMeans', reference: form.reference.trim() }),
    });
  return steps;
}

/** Who wants seats that are not there stands in the line for them [I9]. */
export function planWaitlist(item: SeatsForm, who: BookingForm): readonly Step[] {
  return [
    ...guestStep(who),
    {
      command: 'joinWaitlist',
      draft: (made) => ({
        departureId: item.departureId,
        guestId: who.guest?.id ?? made.guestId,
        variantId: item.variantId,
        pax: Object.entries(item.pax)
          .filter(([, count]) => count > 0)
          .map(([category, count]) => ({ category, count })),
        source: who.source,
        note: who.note.trim(),
      }),
    },
  ];
}
