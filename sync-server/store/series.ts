import type { DrawnNumber, Preparation } from '#shared/commands/define.ts';
import { idLiteral, numberLiteral, textLiteral } from './sql-literal.ts';
import type { Place } from './transaction.ts';
import { writingAll } from './write-rows.ts';

/** The code under which the server itself draws numbers; no desk has it. */
export const SERVER_CODE = 'S';

/** Where a series stands: its last number, the hash of its last document. */
interface Standing {
  readonly last: number;
  readonly lastHash: string;
}

/** Numbers that one command draws; they count once they are taken. */
export interface Drawing {
  readonly preparation: Pick<Preparation, 'draw' | 'chain'>;
  take(): void;
}

/** The server's own series at a property, for the commands of one transaction: each draws behind what those before it took. */
export interface SeriesInHand {
  /** Asks where they stand; `locked`, which are then the last locks of all [S21], so that whoever else draws waits until this transaction ends. */
  sql(locked: boolean): string;
  /** They stand like that; nothing is taken yet. */
  stand({ rows }: { readonly rows: readonly unknown[] }): void;
  /** Whether anybody has drawn, taken or not. */
  isDrawnFrom(): boolean;
  /** Draws for a command from the series of the day's year, named as a desk names its own: receipts `S26`, bookings `S`. Receipts are drawn only by who may. */
  draw(day: string, receipts: boolean): Drawing;
  /** Writes what was taken; fails where another drew meanwhile. */
  statements(): readonly string[];
}

export function seriesInHand(place: Place): SeriesInHand {
  let read = new Map<string, Standing>();
  let taken = new Map<string, Standing>();
  let isDrawnFrom = false;
  return {
    sql: (locked) =>
      `SELECT name, last, last_hash AS "lastHash" FROM series WHERE tenant_id = ${idLiteral(place.tenantId)} AND property_id = ${idLiteral(place.propertyId)} ORDER BY name${locked ? ' FOR UPDATE' : ''}`,
    stand({ rows }) {
      const standing = rows as readonly { name: string; last: number; lastHash: string }[]; // the select names them
      read = new Map(standing.map(({ name, last, lastHash }) => [name, { last, lastHash }]));
      taken = new Map();
    },
    isDrawnFrom: () => isDrawnFrom,
    draw(day, receipts) {
      const year = day.slice(0, 4);
      const series = { booking: SERVER_CODE, receipt: `${SERVER_CODE}${year.slice(2)}` };
      const nameOf = (kind: keyof typeof series) => `${kind}/${year}/${series[kind]}`;
      const drawn = new Map<string, Standing>();
      const at = (name: string) => drawn.get(name) ?? taken.get(name) ?? read.get(name) ?? { last: 0, lastHash: '' };
      return {
        preparation: {
          draw(kind): DrawnNumber {
            if (kind === 'receipt' && !receipts) throw new Error('the server draws no receipts unless asked');
            isDrawnFrom = true;
            const { last, lastHash } = at(nameOf(kind));
            drawn.set(nameOf(kind), { last: last + 1, lastHash });
            return { series: series[kind], number: last + 1, previousHash: lastHash };
          },
          chain(hash) {
            const name = nameOf('receipt');
            drawn.set(name, { last: at(name).last, lastHash: hash });
          },
        },
        take() {
          for (const [name, standing] of drawn) taken.set(name, standing);
        },
      };
    },
    statements: () =>
      [...taken].map(([name, standing]) => writingAll(1, takeSql(place, name, standing, read.get(name)?.last))),
  };
}

function takeSql(
  { tenantId, propertyId }: Place,
  name: string,
  { last, lastHash }: Standing,
  was: number | undefined,
): string {
  const place = `${idLiteral(tenantId)}, ${idLiteral(propertyId)}`;
  return was === undefined
    ? `INSERT INTO series (tenant_id, property_id, name, last, last_hash) VALUES (${place}, ${textLiteral(name)}, ${numberLiteral(last)}, ${textLiteral(lastHash)})`
    : `UPDATE series SET last = ${numberLiteral(last)}, last_hash = ${textLiteral(lastHash)} WHERE tenant_id = ${idLiteral(tenantId)} AND property_id = ${idLiteral(propertyId)} AND name = ${textLiteral(name)} AND last = ${numberLiteral(was)}`;
}
