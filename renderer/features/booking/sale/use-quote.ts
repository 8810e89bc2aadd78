import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { QuoteAsked, QuoteView } from '#shared/rpc/sale-views.ts';
import { useView } from '#renderer/state/use-view.ts';
import { readAmount } from '#renderer/ui/amount.ts';
import type { BookingForm } from '../new/form.ts';
import { type SaleForm, draftsOf } from './sale-form.ts';

/** Asked anew when what is sold changes, and when somebody else sells of it; what came last stands meanwhile. */
export function useQuote(
  sale: SaleForm,
  who: BookingForm,
  currency: string,
): { readonly view: QuoteView | undefined; readonly failed: boolean; readonly again: () => void } {
  const amount = readAmount(sale.overrideAmount, currency);
  const reason = sale.overrideReason.trim();
  const items = draftsOf(sale.items, { ...who, wishes: '', expectedAt: '' }, currency).map((item) =>
    item.kind === 'seats' ? { ...item, travellers: '', requirements: '' } : item,
  );
  const whole = items.every((item) => item.kind === 'stay' || item.pax.length > 0);
  const asked: QuoteAsked = {
    source: who.source,
    channelId: sale.channelId,
    agentId: sale.agentId,
    promotionCode: sale.code,
    override: sale.overrideAmount.trim() === '' || amount === null || reason === '' ? null : { amount, reason },
    items: whole ? items : [],
  };
  const [text] = useDebouncedValue(JSON.stringify(asked), 60);
  // It was written above, out of the same shape.
  const { value, error, refetch } = useView('booking.quote', JSON.parse(text) as QuoteAsked);
  const [kept, setKept] = useState(value);
  if (value && value !== kept) setKept(value);
  const view = sale.items.length === 0 ? undefined : (value ?? kept);
  return { view, failed: error !== null && value === undefined, again: refetch };
}
