import { uuidv7 } from 'uuidv7';
import {
  type ServerCommand,
  type ServerSide,
  executeAsServer,
  systemActor,
} from '#sync-server/engine/execute-as-server.ts';
import type { ServerOutcome } from '#sync-server/engine/server-turns.ts';
import { DatabaseUnavailable } from '#sync-server/store/transaction.ts';
import { type WantedSeats, holdOnTheWeb, totalOf } from './seat-sale.ts';
import { type Tally, countSold } from './tally.ts';
import { type ToursLodge, eventOf } from './tours-lodge.ts';
import { untilAnswered } from './until-answered.ts';
import { website } from './website.ts';

/** Buyers of the website, one after another: they pay by a gateway that says yes or no [I6], give their cart up, or let it run out. */
export async function serveWebBuyers(
  side: ServerSide,
  lodge: ToursLodge,
  tally: Tally,
  chance: () => number,
  buyers: Iterable<WantedSeats>,
): Promise<void> {
  const run = (command: Omit<ServerCommand, 'id'>) => onceDone(side, lodge, { ...command, id: uuidv7() });
  for (const wanted of buyers) {
    tally.buyers += 1;
    const held = await run({ name: 'holdItems', draft: holdOnTheWeb(lodge, wanted), actor: website });
    if (!held.ok) {
      if (held.reason !== 'sold-out') throw new Error(`not for want of seats: ${held.reason}`);
      tally.refused += 1;
      continue;
    }
    tally.held += 1;
    const { booking, hold } = eventOf(held, 'ItemsHeld');
    const fate = chance();
    if (fate < 0.45) {
      const amount = totalOf(lodge, wanted);
      const asked = await run({
        name: 'startPayment',
        draft: { bookingId: booking.id, amount, method: 'CARD' },
        actor: website,
      });
      // The cart had run out and its seats were gone.
      if (!asked.ok) continue;
      const paymentId = eventOf(asked, 'PaymentAsked').payment.id;
      const says = fate < 0.3 ? 'succeeded' : 'declined';
      const draft = { paymentId, outcome: says, reference: `slip ${paymentId}` };
      const settled = await run({ name: 'settlePayment', draft, actor: systemActor, receipts: true });
      if (!settled.ok) throw new Error(`a payment was not settled: ${settled.reason}`);
      if (says === 'declined') continue;
      // Its hold does not run out while it pays: the money always meets the seats.
      eventOf(settled, 'BookingConfirmed');
      tally.paid += 1;
      countSold(tally, wanted.departure, wanted.seats);
    } else if (fate < 0.6) {
      const released = await run({ name: 'releaseHold', draft: { holdId: hold.id, reason: '' }, actor: website });
      if (released.ok) tally.cancelled += 1;
    }
  }
}

/** The same id until it is answered: a database that others keep busy is asked again, and nothing happens twice. */
function onceDone(side: ServerSide, lodge: ToursLodge, command: ServerCommand): Promise<ServerOutcome> {
  return untilAnswered(
    () => executeAsServer(side, lodge.place, command),
    (error) => error instanceof DatabaseUnavailable,
  );
}
