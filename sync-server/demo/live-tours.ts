import { deriveId } from '#shared/kernel/ids.ts';
import { eventOf } from './event-of.ts';
import type { LodgeInTheMaking } from './live-lodge.ts';
import { type SoldSeats, daysOfTour, firstTour, lastTour, lodgeTours, soldFrom, soldSeats } from './lodge-tours.ts';
import { openTerms } from './tour-terms.ts';
import { tellTours } from './told-tours.ts';

/** The tours of a lodge in the making. */
export interface ToursInTheMaking {
  readonly making: LodgeInTheMaking;
  /** By product's code and day. */
  departureId(code: string, day: number): string;
  /** The guests of tours, whose turn it is. */
  guestId(turn: number): string;
  readonly channels: Readonly<Record<'viator' | 'getYourGuide', string>>;
  readonly agentId: string;
}

const guests: readonly (readonly [string, string])[] = [
  ['Amélie Laurent', 'CA'],
  ['Ingrid Holmgren', 'NO'],
  ['Marcus Bellamy', 'US'],
  ['Priya Menon', 'IN'],
  ['Tadashi Ono', 'JP'],
  ['Wanjiru Kamau', 'KE'],
  ['Rosa Valverde', 'CL'],
  ['Kofi Boateng', 'GH'],
  ['Siobhan Keane', 'IE'],
  ['Anneke Visser', 'NL'],
];

/** Sets up what the lodge sells by the seat, on its first day: products, channels, taxes, a code, an agent, and two months of departures. */
export async function openTours(making: LodgeInTheMaking): Promise<ToursInTheMaking> {
  const opening = { day: firstTour - 1, time: '07:30' };
  const { manager, frontDesk } = making.actors;
  const terms = await openTerms(making, opening);
  const departures = new Map<string, string>();
  for (const [position, product] of lodgeTours.entries()) {
    const { code, time, blocked, guide, adult, child, every, ...fields } = product;
    const prices = [priceOf('adult', adult, null, null), priceOf('child', child, 5, 11)];
    const draft = {
      code,
      ...fields,
      description: '',
      overbookingLimit: product.kind === 'trek' ? 1 : 0,
      decisionDays: 2,
      waitlist: product.kind === 'trek' || code === 'PT',
      prices,
      quotas: {},
      position,
    };
    const added = await making.run(`product/${code}`, 'addProduct', draft, manager, opening);
    const productId = eventOf(added, 'ProductAdded').product.id;
    const series = { every: 'days', from: making.dateOf(firstTour), to: making.dateOf(lastTour), days: every };
    const asTheProduct = {
      capacity: null,
      overbookingLimit: null,
      minParticipants: null,
      cutoffHours: null,
      decisionDays: null,
      waitlist: null,
      prices: null,
      quotas: null,
      onSaleAt: null,
      note: '',
    };
    const planned = { ...asTheProduct, productId, series, time, blocked, guide };
    const made = eventOf(
      await making.run(`departures/${code}`, 'addDepartures', planned, manager, opening),
      'DeparturesAdded',
    );
    const days = daysOfTour(product);
    for (const [index, { departure }] of made.departures.entries())
      departures.set(`${code}/${days[index] ?? ''}`, departure.id);
  }
  const guestIds: string[] = [];
  for (const [name, country] of guests) {
    const guest = { name, country, phone: '', email: '', vip: false, note: '' };
    const added = await making.run(`tour-guest/${name}`, 'addGuest', guest, frontDesk, opening);
    guestIds.push(eventOf(added, 'GuestAdded').guest.id);
  }
  return {
    making,
    ...terms,
    departureId: (code, day) => departures.get(`${code}/${day}`) ?? '',
    guestId: (turn) => guestIds[turn % guestIds.length] ?? '',
  };
}

/** What happens to tours on a day: what left the day before is marked, and groups book. */
export async function tourDay(tours: ToursInTheMaking, day: number): Promise<void> {
  const { making } = tours;
  const before = day - 1;
  for (const product of lodgeTours) {
    if (before < soldFrom || !daysOfTour(product).includes(before)) continue;
    const departureId = tours.departureId(product.code, before);
    const key = `left/${product.code}/${before}`;
    await making.run(key, 'markDeparted', { departureId }, making.actors.manager, { day, time: '05:00' });
  }
  for (const [turn, sold] of soldSeats().entries()) if (sold.bookedOn === day) await book(tours, sold, turn);
  if (day === 0) await tellTours(tours);
}

async function book(tours: ToursInTheMaking, sold: SoldSeats, turn: number): Promise<void> {
  const { code, day, bookedOn, adults, by } = sold;
  const when = { day: bookedOn, time: '03:15' };
  const { frontDesk, cashier } = tours.making.actors;
  const channelId = by === 'viator' || by === 'getYourGuide' ? tours.channels[by] : null;
  const key = `seats/${code}/${day}/${by}/${turn}`;
  const draft = seatsDraft(tours.departureId(code, day), tours.guestId(turn), adults, {
    source: channelId !== null ? 'ota' : by === 'agent' ? 'agent' : 'walkIn',
    channelId,
    agentId: by === 'agent' ? tours.agentId : null,
    ...(channelId === null ? {} : { externalRef: deriveId(tours.departureId(code, day), key).slice(-8) }),
  });
  const { booking } = eventOf(await tours.making.run(key, 'holdItems', draft, frontDesk, when), 'ItemsHeld');
  if (channelId !== null) return;
  // Some pay the deposit, some all of it.
  const amount = turn % 3 === 0 ? booking.fields.depositDue : booking.fields.total;
  await tours.making.run(
    `paid/${key}`,
    'takeCash',
    { bookingId: booking.id, amount, tendered: Math.ceil(amount / 100_000) * 100_000 },
    cashier,
    { day: bookedOn, time: '03:20' },
  );
}

/** Seats of a departure, as whoever stands at the counter would hold them. */
export function seatsDraft(
  departureId: string,
  guestId: string,
  adults: number,
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const pax = [{ category: 'adult', count: adults }];
  return {
    guestId,
    source: 'walkIn',
    channelId: null,
    agentId: null,
    promotionCode: '',
    override: null,
    holdType: null,
    waitsFor: '',
    overbook: false,
    lateReason: '',
    shownTotal: null,
    items: [{ kind: 'seats', departureId, variantId: null, pax, travellers: '', requirements: '' }],
    note: '',
    ...more,
  };
}

function priceOf(category: string, rupees: number, fromAge: number | null, toAge: number | null) {
  return { category, amount: rupees * 100, fromAge, toAge };
}
