import { foldText } from '#shared/bookings/guest-search.ts';
import { daysBetween } from '#shared/kernel/dates.ts';
import type { DepartureCell, DepartureWindowView, ProductLine } from '#shared/rpc/departure-views.ts';
import type { DepartureStatus } from '#shared/schema/words.ts';
import type { MonthState } from './month-state.ts';

/** A product's departures of one day; mostly one, in the order of the clock. */
export interface DayCell {
  /** From 0, the first day shown. */
  readonly column: number;
  readonly date: string;
  readonly departures: readonly [DepartureCell, ...DepartureCell[]];
}

export interface MonthRow {
  readonly product: ProductLine;
  readonly cells: readonly DayCell[];
}

export type Filter = Pick<MonthState, 'statuses' | 'products' | 'text'>;

/** Lays the departures out by product and day. A product without a departure stays, unless departures are what is looked for. */
export function arrange(view: DepartureWindowView, filter: Filter): MonthRow[] {
  const shown = Map.groupBy(view.departures.filter(wanted(view.products, filter)), ({ productId }) => productId);
  const words = wordsOf(filter.text);
  return view.products.flatMap((product) => {
    const own = shown.get(product.id) ?? [];
    if (filter.products !== null && !filter.products.has(product.id)) return [];
    if (own.length === 0 && (filter.statuses !== null || !isNamed(product, words))) return [];
    return [{ product, cells: cellsOf(own, view.from) }];
  });
}

/** The departures that the filter leaves, in the order of the clock. */
export function listed(view: DepartureWindowView, filter: Filter): DepartureCell[] {
  const { products } = filter;
  return view.departures
    .filter(wanted(view.products, filter))
    .filter(({ productId }) => products === null || products.has(productId));
}

export function isFiltered({ statuses, products, text }: Filter): boolean {
  return statuses !== null || products !== null || text.trim() !== '';
}

/** What the departures of a day come to together. A status stands for them that somebody can still do something with. */
export function dayFigures({ departures }: Pick<DayCell, 'departures'>) {
  const sum = (of: (departure: DepartureCell) => number) => departures.reduce((all, each) => all + of(each), 0);
  return {
    total: sum(({ total }) => total),
    blocked: sum(({ blocked }) => blocked),
    held: sum(({ held }) => held),
    confirmed: sum(({ confirmed }) => confirmed),
    promised: sum(({ promised }) => promised),
    tentative: sum(({ tentative }) => tentative),
    waiting: sum(({ waiting }) => waiting),
    status: order.find((status) => departures.some((each) => each.status === status)) ?? departures[0].status,
  };
}

const order: readonly DepartureStatus[] = [
  'OPEN',
  'FEW_LEFT',
  'WAITLIST',
  'FULL',
  'SCHEDULED',
  'CLOSED',
  'DEPARTED',
  'CANCELLED',
];

function cellsOf(departures: readonly DepartureCell[], from: string): DayCell[] {
  return [...Map.groupBy(departures, ({ date }) => date)].flatMap(([date, [first, ...rest]]) =>
    first === undefined ? [] : [{ column: daysBetween(from, date), date, departures: [first, ...rest] as const }],
  );
}

function wanted(products: readonly ProductLine[], { statuses, text }: Filter): (departure: DepartureCell) => boolean {
  const words = wordsOf(text);
  const named = new Set(products.filter((product) => isNamed(product, words)).map(({ id }) => id));
  return ({ status, productId, guide }) =>
    (statuses === null || statuses.has(status)) && (named.has(productId) || hasWords(guide, words));
}

function isNamed({ name, code }: ProductLine, words: readonly string[]): boolean {
  return hasWords(`${code} ${name}`, words);
}

function hasWords(text: string, words: readonly string[]): boolean {
  const folded = foldText(text);
  return words.every((word) => folded.includes(word));
}

function wordsOf(text: string): string[] {
  return foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}
