import type pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { addDays } from '#shared/kernel/dates.ts';
import { propertyLockSql } from '#sync-server/store/property-lock.ts';
import { idLiteral, jsonLiteral, numberLiteral, textLiteral } from '#sync-server/store/sql-literal.ts';
import { type Place, type Tx, inTransaction } from '#sync-server/store/transaction.ts';

/** How far back desks hold what is over, and the moment it is. */
export interface LookBack {
  readonly lookBackDays: number;
  readonly now: string;
}

/**
 * Takes bookings that are over for longer than the look-back out of a property's feed [S29]: with their stays, folios, payments,
 * receipts and journal entries, out of the feed only. The sums of their journal lines go to the opening balances, and a marker
 * says which rows these are, in the same transaction. Guests stay, and whatever still waits for a person. Gives how many bookings
 * left; none where another server is at it.
 */
export async function pruneFeed(pool: pg.Pool, place: Place, lookBack: LookBack): Promise<number> {
  let pruned = 0;
  let after: string | undefined = '00000000-0000-0000-0000-000000000000';
  while (after !== undefined) {
    const from: string = after;
    const batch = await inTransaction(pool, place, (tx) => pruneBatch(tx, lookBack, from));
    pruned += batch.pruned;
    after = batch.last;
  }
  return pruned;
}

/** Bookings at once: some 500 rows, so that nobody waits long for the property. */
const BATCH = 40;

/** Tells this job's advisory lock from any others. */
const KIND = 4601;

/** Desks read markers off the log, so that a marker is needed there and not for those who begin anew. */
const MARKER_MS = 86_400_000;

/** How many bookings left, and behind which to go on; undefined where there is no more to do. */
interface Batch {
  readonly pruned: number;
  readonly last: string | undefined;
}

async function pruneBatch(tx: Tx, { lookBackDays, now }: LookBack, after: string): Promise<Batch> {
  const { tenantId, propertyId } = tx.place;
  const of = (row: string) =>
    `${row}.tenant_id = ${idLiteral(tenantId)} AND ${row}.property_id = ${idLiteral(propertyId)}`;
  const [lock, property] = await tx.run(
    `SELECT pg_try_advisory_xact_lock(${KIND}, hashtext(${idLiteral(propertyId)})) AS mine`,
    `SELECT p.business_date AS "businessDate" FROM property p WHERE ${of('p')} AND p.id = ${idLiteral(propertyId)}`,
  );
  const businessDate: unknown = property?.rows[0]?.['businessDate'];
  if (lock?.rows[0]?.['mine'] !== true || typeof businessDate !== 'string') return { pruned: 0, last: undefined };
  const horizon = addDays(businessDate, -lookBackDays);
  const over = overSql(of, horizon, momentBefore(now, lookBackDays * 86_400_000));
  const clearing = `DELETE FROM feed_prune m WHERE ${of('m')} AND m.created_at < ${textLiteral(momentBefore(now, MARKER_MS))}`;
  const [, found] = await tx.run(
    clearing,
    `${over} AND b.id > ${idLiteral(after)} ORDER BY b.id LIMIT ${numberLiteral(BATCH)}`,
  );
  const likely = idsOf(found);
  if (likely.length === 0) return { pruned: 0, last: undefined };
  // Nobody writes to a booking while it is judged once more and taken out; the long look was in nobody's way.
  const [, still] = await tx.run(
    propertyLockSql(tx.place, true),
    `${over} AND b.id IN (SELECT t.id::uuid FROM jsonb_array_elements_text(${jsonLiteral(likely)}) AS t(id))`,
  );
  const bookings = idsOf(still);
  if (bookings.length > 0) await tx.finish(takeOutSql(tx.place, of, bookings, horizon, now));
  return { pruned: bookings.length, last: likely.at(-1) };
}

function idsOf(answered: { readonly rows: readonly { readonly id: string }[] } | undefined): readonly string[] {
  return (answered?.rows ?? []).map(({ id }) => id);
}

function momentBefore(now: string, ms: number): string {
  return new Date(Date.parse(now) - ms).toISOString();
}

type OfPlace = (row: string) => string;

/** Bookings in the feed of which nothing is to come: all stays over, every folio even, no deposit held, nothing open about them, untouched for as long. */
function overSql(of: OfPlace, horizon: string, untouchedSince: string): string {
  const about = (row: string) =>
    `${of(row)} AND ${row}.status = 'open' AND (${row}.concerns->>'bookingId' = b.id::text OR ${row}.concerns->>'guestId' = b.guest_id::text
      OR EXISTS (SELECT 1 FROM stay s WHERE ${of('s')} AND s.booking_id = b.id AND s.id::text = ${row}.concerns->>'stayId'))`;
  return `SELECT b.id FROM booking b
    WHERE ${of('b')} AND b.status IN ('CHECKED_OUT', 'COMPLETED', 'NO_SHOW', 'CANCELLED', 'EXPIRED', 'ARCHIVED')
      AND b.updated_at < ${textLiteral(untouchedSince)} AND b.deposit_held = 0
      AND b.paid = CASE WHEN b.status IN ('CANCELLED', 'EXPIRED') THEN 0 ELSE b.total END
      AND EXISTS (SELECT 1 FROM feed f WHERE ${of('f')} AND f.entity = 'booking' AND f.id = b.id)
      AND NOT EXISTS (SELECT 1 FROM stay s WHERE ${of('s')} AND s.booking_id = b.id
        AND (s.status NOT IN ('CHECKED_OUT', 'NO_SHOW', 'CANCELLED') OR s.departure >= ${textLiteral(horizon)}))
      AND NOT EXISTS (SELECT 1 FROM folio o JOIN folio_entry e ON ${of('e')} AND e.folio_id = o.id
        WHERE ${of('o')} AND o.booking_id = b.id GROUP BY o.id HAVING sum(e.amount) <> 0)
      AND NOT EXISTS (SELECT 1 FROM exception x WHERE ${about('x')})
      AND NOT EXISTS (SELECT 1 FROM refusal x WHERE ${about('x')})`;
}

/** One statement, so that what is summed and marked is what left. */
function takeOutSql(place: Place, of: OfPlace, bookings: readonly string[], horizon: string, now: string): string {
  const id = uuidv7();
  const stamps = `1, ${textLiteral(`server/0/${id}`)}, ${textLiteral(now)}::timestamptz, 'system', ${textLiteral(now)}::timestamptz, 'system'`;
  const at = `${idLiteral(place.tenantId)}::uuid, ${idLiteral(place.propertyId)}::uuid`;
  return `WITH chosen AS (SELECT t.id::uuid AS id FROM jsonb_array_elements_text(${jsonLiteral(bookings)}) AS t(id)),
    named AS MATERIALIZED (
      SELECT 'booking' AS entity, c.id FROM chosen c
      UNION ALL SELECT 'stay', s.id FROM chosen c JOIN stay s ON ${of('s')} AND s.booking_id = c.id
      UNION ALL SELECT 'occupancy', o.id FROM chosen c JOIN stay s ON ${of('s')} AND s.booking_id = c.id
        JOIN occupancy o ON ${of('o')} AND o.stay_id = s.id
      UNION ALL SELECT 'folio', o.id FROM chosen c JOIN folio o ON ${of('o')} AND o.booking_id = c.id
      UNION ALL SELECT 'folioEntry', e.id FROM chosen c JOIN folio o ON ${of('o')} AND o.booking_id = c.id
        JOIN folio_entry e ON ${of('e')} AND e.folio_id = o.id
      UNION ALL SELECT 'payment', p.id FROM chosen c JOIN payment p ON ${of('p')} AND p.booking_id = c.id
      UNION ALL SELECT 'receipt', r.id FROM chosen c JOIN payment p ON ${of('p')} AND p.booking_id = c.id
        JOIN receipt r ON ${of('r')} AND r.payment_id = p.id
      UNION ALL SELECT 'journalEntry', j.id FROM chosen c JOIN journal_entry j ON ${of('j')} AND j.booking_id = c.id
      UNION ALL SELECT 'journalLine', l.id FROM chosen c JOIN journal_entry j ON ${of('j')} AND j.booking_id = c.id
        JOIN journal_line l ON ${of('l')} AND l.entry_id = j.id),
    taken AS (
      DELETE FROM feed f USING named n WHERE ${of('f')} AND f.entity = n.entity AND f.id = n.id
      RETURNING f.entity, f.id, f.row),
    lines AS (
      SELECT t.row->>'account' AS account, t.row->>'currency' AS currency, (t.row->>'debit')::bigint AS debit, (t.row->>'credit')::bigint AS credit
      FROM taken t WHERE t.entity = 'journalLine'),
    opened AS (
      INSERT INTO opening_balance AS o (id, tenant_id, property_id, version, writer, created_at, created_by, updated_at, updated_by, account, currency, debit, credit)
      SELECT gen_random_uuid(), ${at}, ${stamps}, l.account, l.currency, sum(l.debit), sum(l.credit)
      FROM lines l GROUP BY l.account, l.currency
      ON CONFLICT (tenant_id, property_id, account, currency) DO UPDATE SET debit = o.debit + EXCLUDED.debit,
        credit = o.credit + EXCLUDED.credit, version = o.version + 1, writer = EXCLUDED.writer, updated_at = EXCLUDED.updated_at)
    INSERT INTO feed_prune (id, tenant_id, property_id, version, writer, created_at, created_by, updated_at, updated_by, horizon, keys)
    SELECT ${idLiteral(id)}::uuid, ${at}, ${stamps}, ${textLiteral(horizon)}::date, jsonb_object_agg(k.entity, k.ids)
    FROM (SELECT t.entity, jsonb_agg(t.id ORDER BY t.id) AS ids FROM taken t GROUP BY t.entity) AS k`;
}
