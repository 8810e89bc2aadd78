import type { DrawnNumber, Preparation } from '#shared/commands/define.ts';
import { idLiteral, numberLiteral, textLiteral } from './sql-literal.ts';
import { type Place, type Tx } from './transaction.ts';
import { writingAll } from './write-rows.ts';

/** The code under which the server itself draws numbers; no desk has it. */
export const SERVER_CODE = 'S';

type SeriesKind = 'booking' | 'receipt';

interface Standing {
  last: number;
  lastHash: string;
  readonly was: number | undefined;
}

/** Numbers drawn by the server's own commands, and what must be written for them to count. */
export interface Drawing {
  readonly preparation: Pick<Preparation, 'draw' | 'chain'>;
  /** Takes the drawn numbers for good; fails where another took them meanwhile. */
  statements(place: Place): readonly string[];
}

/** Opens the server's series of the day's year for one command, named as a desk names its own: receipts `S26`, bookings `S`. Receipts are drawn only where the caller asked for them. */
export async function openSeries(tx: Tx, day: string, receipts: boolean): Promise<Drawing> {
  const { tenantId, propertyId } = tx.place;
  const [result] = await tx.run(
    `SELECT name, last, last_hash AS "lastHash" FROM series WHERE tenant_id = ${idLiteral(tenantId)} AND property_id = ${idLiteral(propertyId)}`,
  );
  const rows = (result?.rows ?? []) as { name: string; last: number; lastHash: string }[]; // the select names them
  const standing = new Map<string, Standing>(
    rows.map(({ name, last, lastHash }) => [name, { last, lastHash, was: last }]),
  );
  const year = day.slice(0, 4);
  const series = { booking: SERVER_CODE, receipt: `${SERVER_CODE}${year.slice(2)}` };
  const of = (kind: SeriesKind) => {
    const name = `${kind}/${year}/${series[kind]}`;
    const known = standing.get(name) ?? { last: 0, lastHash: '', was: undefined };
    standing.set(name, known);
    return known;
  };
  return {
    preparation: {
      draw(kind): DrawnNumber {
        if (kind === 'receipt' && !receipts) throw new Error('the server draws no receipts unless asked');
        const count = of(kind);
        count.last += 1;
        return { series: series[kind], number: count.last, previousHash: count.lastHash };
      },
      chain(hash) {
        of('receipt').lastHash = hash;
      },
    },
    statements: (place) =>
      [...standing].flatMap(([name, count]) =>
        count.last === count.was || count.last === 0 ? [] : [writingAll(1, takeSql(place, name, count))],
      ),
  };
}

function takeSql({ tenantId, propertyId }: Place, name: string, { last, lastHash, was }: Standing): string {
  const place = `${idLiteral(tenantId)}, ${idLiteral(propertyId)}`;
  return was === undefined
    ? `INSERT INTO series (tenant_id, property_id, name, last, last_hash) VALUES (${place}, ${textLiteral(name)}, ${numberLiteral(last)}, ${textLiteral(lastHash)})`
    : `UPDATE series SET last = ${numberLiteral(last)}, last_hash = ${textLiteral(lastHash)} WHERE tenant_id = ${idLiteral(tenantId)} AND property_id = ${idLiteral(propertyId)} AND name = ${textLiteral(name)} AND last = ${numberLiteral(was)}`;
}
