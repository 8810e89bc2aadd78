import { eventOf } from './event-of.ts';
import { type ToursInTheMaking, seatsDraft } from './live-tours.ts';

/** The departures that stand out, as they are this morning: few left with a hold and somebody who waits, a waitlist, and one that is closed. */
export async function tellTours(tours: ToursInTheMaking): Promise<void> {
  await poonHill(tours);
  await mardiHimal(tours);
  const { making } = tours;
  const closed = { departureId: tours.departureId('KGR', 7), reason: 'River too high' };
  await making.run('closed/KGR/7', 'closeSale', closed, making.actors.manager, { day: 0, time: '09:05' });
}

/** Sixteen seats, two blocked; six for the website, four for resellers. */
async function poonHill(tours: ToursInTheMaking): Promise<void> {
  const { making, channels } = tours;
  const departureId = tours.departureId('GPH', 4);
  const quota = (units: number) => ({ units, basisPoints: null, releasedAt: null });
  const quotas = { website: quota(6), ota: quota(4) };
  await making.run('quotas/GPH/4', 'setQuotas', { departureId, quotas }, making.actors.manager, at('08:00'));
  const reseller = (code: 'viator' | 'getYourGuide', externalRef: string) => ({
    source: 'ota',
    channelId: channels[code],
    externalRef,
  });
  await sell(tours, 'GPH/4/web', departureId, 4, { source: 'website' }, 0);
  await sell(tours, 'GPH/4/viator', departureId, 1, reseller('viator', 'VI-48812'), 2);
  await sell(tours, 'GPH/4/gyg', departureId, 2, reseller('getYourGuide', 'GYG-77120'), 3);
  await sell(tours, 'GPH/4/counter', departureId, 2, {}, 1);
  const waits = { source: 'whatsapp', holdType: 'APPROVAL_PENDING', waitsFor: 'Passport awaited' };
  await hold(tours, 'GPH/4/whatsapp', departureId, 1, waits, 4);
  await hold(tours, 'GPH/4/held', departureId, 2, { source: 'website', holdType: 'APPROVAL_PENDING' }, 5);
  // Three do not fit into the two that are free.
  await join(tours, 'GPH/4', departureId, 3, 6);
}

async function mardiHimal(tours: ToursInTheMaking): Promise<void> {
  const departureId = tours.departureId('MH', 2);
  await sell(tours, 'MH/2/group', departureId, 8, { source: 'agent', agentId: tours.agentId }, 7);
  await sell(tours, 'MH/2/counter', departureId, 4, {}, 8);
  await join(tours, 'MH/2/first', departureId, 2, 9);
  await join(tours, 'MH/2/second', departureId, 1, 5);
}

function at(time: string) {
  return { day: 0, time };
}

async function hold(
  { making, guestId }: ToursInTheMaking,
  key: string,
  departureId: string,
  adults: number,
  more: Readonly<Record<string, unknown>>,
  turn: number,
) {
  const draft = seatsDraft(departureId, guestId(turn), adults, more);
  const held = await making.run(`told/${key}`, 'holdItems', draft, making.actors.frontDesk, at('09:00'));
  return eventOf(held, 'ItemsHeld').booking;
}

async function sell(
  tours: ToursInTheMaking,
  key: string,
  departureId: string,
  adults: number,
  more: Readonly<Record<string, unknown>>,
  turn: number,
): Promise<void> {
  const booking = await hold(tours, key, departureId, adults, more, turn);
  // What a reseller collects is sold at once.
  if ('channelId' in more) return;
  const amount = booking.fields.depositDue;
  const tendered = Math.ceil(amount / 100_000) * 100_000;
  const { making } = tours;
  const cash = { bookingId: booking.id, amount, tendered };
  await making.run(`told/${key}/paid`, 'takeCash', cash, making.actors.cashier, at('09:02'));
}

async function join(
  { making, guestId }: ToursInTheMaking,
  key: string,
  departureId: string,
  adults: number,
  turn: number,
): Promise<void> {
  const pax = [{ category: 'adult', count: adults }];
  const entry = { departureId, guestId: guestId(turn), variantId: null, pax, source: 'phone', note: '' };
  await making.run(`waits/${key}`, 'joinWaitlist', entry, making.actors.frontDesk, at('09:04'));
}
