import type { VerdictAnswer } from '#shared/sync/envelope.ts';
import { type SellingDesk, ServerBusy } from '../selling-desk.ts';
import { openDeskCash } from './desk-cash.ts';
import { type WantedSeats, holdAtDesk, totalOf } from './seat-sale.ts';
import { type Tally, countSold } from './tally.ts';
import type { ToursLodge } from './tours-lodge.ts';
import { untilAnswered } from './until-answered.ts';

/** Somebody whose seats are held and who will pay later, perhaps too late. */
interface Later {
  readonly wanted: WantedSeats;
  readonly bookingId: string;
  readonly number: string;
}

/** After how many others those who pay later come back. */
const BACK_AFTER = 4;

/**
 * One desk serves buyers one after another, each over HTTP: some pay at once, some cancel, paid or not, some come back to pay when
 * their hold may have run out, the others let it run out. Told is the tally.
 */
export async function serveBuyers(
  lodge: ToursLodge,
  desk: SellingDesk,
  tally: Tally,
  chance: () => number,
  buyers: Iterable<WantedSeats>,
  served: () => Promise<void>,
): Promise<void> {
  const cash = openDeskCash(lodge, desk);
  const send = async (push: ReturnType<SellingDesk['ready']>): Promise<VerdictAnswer> => {
    const answer = await untilAnswered(
      () => desk.send(push),
      (error) => error instanceof ServerBusy,
    );
    const [verdict] = answer.verdicts;
    if (verdict === undefined) throw new Error('the server gave no verdict');
    return verdict;
  };
  const pay = async ({ wanted, bookingId, number }: Later): Promise<boolean> => {
    const verdict = await send(desk.ready(cash(bookingId, number, totalOf(lodge, wanted))));
    if (verdict.outcome === 'refused') throw new Error(`money was refused: ${JSON.stringify(verdict)}`);
    const isSold = verdict.outcome === 'applied';
    if (isSold) countSold(tally, wanted.departure, wanted.seats);
    tally[isSold ? 'paid' : 'paidInVain'] += 1;
    return isSold;
  };
  const cancel = async ({ wanted, bookingId }: Later, isSold: boolean): Promise<void> => {
    const input = { bookingId, expectedVersion: 1, reason: 'the plans have changed' };
    const verdict = await send(desk.ready({ actor: lodge.actor, name: 'cancelBooking', input }));
    // A hold that has run out meanwhile has nothing to be cancelled; what was sold is there to the end.
    if (verdict.outcome !== 'applied' && isSold) throw new Error(`not cancelled: ${JSON.stringify(verdict)}`);
    if (verdict.outcome === 'applied') tally.cancelled += 1;
    if (isSold) countSold(tally, wanted.departure, -wanted.seats);
  };

  const later: Later[] = [];
  for (const wanted of buyers) {
    tally.buyers += 1;
    const number = desk.nextNumber();
    const push = desk.ready(holdAtDesk(lodge, desk, wanted));
    const verdict = await send(push);
    const held = { wanted, bookingId: push.bookingId, number };
    if (verdict.outcome === 'applied') {
      tally.held += 1;
      const fate = chance();
      if (fate < 0.3) await pay(held);
      else if (fate < 0.45) {
        // Money that came too late has sold nothing.
        if (await pay(held)) await cancel(held, true);
      } else if (fate < 0.6) await cancel(held, false);
      else if (fate < 0.75) later.push(held);
    } else {
      if (verdict.reason !== 'sold-out') throw new Error(`not for want of seats: ${JSON.stringify(verdict)}`);
      tally.refused += 1;
    }
    const back = later.length > BACK_AFTER ? later.shift() : undefined;
    if (back !== undefined) await pay(back);
    await served();
  }
  for (const held of later) await pay(held);
}
