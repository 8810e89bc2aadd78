import type { Row } from '#shared/schema/entities.ts';
import { type PaperLodge, eventOf, managerOnDuty } from './paper-lodge.ts';

/** A product as tests offer it: a trek of four days, 14 seats, 32,000.00 a head. */
export const aProduct = {
  code: 'GPH',
  name: 'Ghorepani Poon Hill',
  kind: 'trek',
  description: '',
  days: 4,
  hours: 0,
  meetingPoint: 'Lakeside',
  capacity: 14,
  overbookingLimit: 0,
  minParticipants: 4,
  cutoffHours: 13,
  decisionDays: 3,
  waitlist: false,
  prices: [
    { category: 'adult', amount: 3_200_000, fromAge: null, toAge: null },
    { category: 'child', amount: 2_000_000, fromAge: 5, toAge: 11 },
  ],
  quotas: {},
  position: 0,
} as const;

/** What a departure has of its product. */
export const asTheProduct = {
  time: '07:00',
  capacity: null,
  blocked: 0,
  overbookingLimit: null,
  minParticipants: null,
  cutoffHours: null,
  decisionDays: null,
  waitlist: null,
  prices: null,
  quotas: null,
  onSaleAt: null,
  guide: '',
  note: '',
} as const;

/** Adds a product; its id. */
export function addAProduct(lodge: PaperLodge, more: Readonly<Record<string, unknown>> = {}): string {
  return eventOf(lodge.run('addProduct', { ...aProduct, ...more }, managerOnDuty), 'ProductAdded').product.id;
}

/** Adds a departure on a day, of a product of its own where none is given. */
export function addADeparture(
  lodge: PaperLodge,
  date = '2026-11-24',
  more: Readonly<Record<string, unknown>> = {},
  productId = addAProduct(lodge),
): Row<'departure'> {
  const draft = { ...asTheProduct, productId, series: { every: 'date', on: [date] }, ...more };
  const { departures } = eventOf(lodge.run('addDepartures', draft, managerOnDuty), 'DeparturesAdded');
  return lodge.one('departure', departures[0]?.departure.id ?? '');
}
