import { drawReceipt } from '#shared/commands/money/receipt-draft.ts';
import type { Frozen, SellingDesk } from '../selling-desk.ts';
import type { ToursLodge } from './tours-lodge.ts';

/** Takes cash at one desk, each receipt chained to the one before it [M3]. */
export type DeskCash = (bookingId: string, bookingNumber: string, amount: number) => Frozen;

export function openDeskCash(lodge: ToursLodge, { desk }: SellingDesk): DeskCash {
  const { businessDate, actor } = lodge;
  let last = { number: 0, hash: '' };
  const preparation = {
    draw: () => ({ series: `${desk}${businessDate.slice(2, 4)}`, number: last.number + 1, previousHash: last.hash }),
    chain: (hash: string) => (last = { number: last.number + 1, hash }),
    newKey: () => undefined,
    seal: (_guestId: string, text: string) => text,
    mayPromise: false,
  };
  return (bookingId, bookingNumber, amount) => {
    const receipt = drawReceipt(preparation, {
      property: 'Bench',
      issuedAt: new Date().toISOString(),
      date: businessDate,
      desk,
      takenBy: actor.name,
      guest: '',
      booking: bookingNumber,
      method: 'CASH',
      currency: 'NPR',
      amount,
      tendered: amount,
      change: 0,
    });
    const guest = { id: lodge.guestId, name: '' };
    const input = { bookingId, amount, tendered: amount, date: businessDate, guest, bookingNumber, currency: 'NPR' };
    return { actor, name: 'takeCash', input: { ...input, receipt } };
  };
}
