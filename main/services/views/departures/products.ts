import type { Database } from 'better-sqlite3';
import type { ProductLine, ProductView } from '#shared/rpc/departure-views.ts';
import { pricesOf, quotasOf } from './departure-rows.ts';

type ProductRow = Omit<ProductView, 'waitlist' | 'active' | 'prices' | 'quotas'> & {
  readonly waitlist: number;
  readonly active: number;
  readonly prices: string;
  readonly quotas: string;
};

const columns = `id, version, code, name, kind, description, days, hours, meeting_point AS meetingPoint, capacity,
  overbooking_limit AS overbookingLimit, min_participants AS minParticipants, cutoff_hours AS cutoffHours,
  decision_days AS decisionDays, waitlist, prices, quotas, position, active`;

/** Every product, the active first, in the order in which the house lists them. */
export function prepareProducts(db: Database): () => ProductView[] {
  const products = db.prepare<[], ProductRow>(
    `SELECT ${columns} FROM product ORDER BY active DESC, position, name, id`,
  );
  return () => products.all().map(viewOf);
}

export function prepareProduct(db: Database): (id: string) => ProductView | undefined {
  const product = db.prepare<[string], ProductRow>(`SELECT ${columns} FROM product WHERE id = ?`);
  return (id) => {
    const row = product.get(id);
    return row === undefined ? undefined : viewOf(row);
  };
}

/** The rows of the month: active products, and those that still have a departure in `[from, to)`. */
export function prepareProductLines(db: Database): (from: string, to: string) => ProductLine[] {
  const lines = db.prepare<[string, string], ProductLine>(
    `SELECT p.id, p.code, p.name, p.kind, p.days, p.hours, p.capacity FROM product AS p
      WHERE p.active = 1
         OR EXISTS (SELECT 1 FROM departure AS d WHERE d.product_id = p.id AND d.date >= ? AND d.date < ?)
      ORDER BY p.position, p.name, p.id`,
  );
  return (from, to) => lines.all(from, to);
}

function viewOf(row: ProductRow): ProductView {
  return {
    ...row,
    waitlist: row.waitlist === 1,
    active: row.active === 1,
    prices: [...pricesOf(row.prices)],
    quotas: quotasOf(row.quotas),
  };
}
