import type { Duplex } from 'node:stream';
import type pg from 'pg';
import { liftLiterals } from './lift-literals.ts';
import { parserOf } from './pool.ts';

/** What a statement answered: its rows by field, and how many it wrote or gave. */
export type Answered = Pick<pg.QueryResult, 'rows' | 'rowCount'>;

/** Statements that a connection keeps planned: as many as there are shapes of them, and no more. */
const mostKept = 600;
const kept = new WeakMap<pg.Connection, Map<string, string>>();
let named = 0;

interface Column {
  readonly name: string;
  readonly dataTypeID: number;
}

/** A connection as the driver's own queries use it; its types speak of an older one. */
interface Wire {
  readonly stream: Duplex;
  parse(statement: { readonly name: string; readonly text: string; readonly types: readonly number[] }): void;
  bind(values: { readonly portal: string; readonly statement: string; readonly values: readonly string[] }): void;
  describe(what: { readonly type: 'P'; readonly name: string }): void;
  execute(what: { readonly portal: string; readonly rows: number }): void;
  sync(): void;
}

/**
 * Runs statements behind each other in one round trip, each prepared on the connection the first time that it is seen there.
 * Whatever fails keeps those behind it from running, and is thrown.
 */
export function runBatch(client: pg.PoolClient, statements: readonly string[]): Promise<readonly Answered[]> {
  return new Promise((resolve, reject) => {
    const lifted = statements.map(liftLiterals);
    /** Texts that this batch has the database prepare, in their order; those read without fault are there to stay. */
    const preparing: string[] = [];
    const answers: Answered[] = [];
    let fields: readonly { readonly name: string; readonly parse: (text: string) => unknown }[] = [];
    let rows: Record<string, unknown>[] = [];
    // What `pg` asks of a query that it runs; the types name only `submit`.
    client.query({
      submit(connection: pg.Connection) {
        const wire = connection as unknown as Wire; // see there
        const names = kept.get(connection) ?? new Map<string, string>();
        kept.set(connection, names);
        wire.stream.cork();
        for (const one of lifted) {
          const known = names.get(one.text);
          const name = known ?? (one.isPlanned && names.size < mostKept ? `cairn_${++named}` : '');
          if (known === undefined) {
            wire.parse({ name, text: one.text, types: [] });
            if (name !== '') {
              names.set(one.text, name);
              preparing.push(one.text);
            }
          }
          wire.bind({ portal: '', statement: name, values: one.values });
          wire.describe({ type: 'P', name: '' });
          wire.execute({ portal: '', rows: 0 });
        }
        wire.sync();
        wire.stream.uncork();
      },
      handleRowDescription({ fields: columns }: { readonly fields: readonly Column[] }) {
        fields = columns.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }));
      },
      handleDataRow({ fields: cells }: { readonly fields: readonly (string | null)[] }) {
        const row: Record<string, unknown> = {};
        fields.forEach(({ name, parse }, at) => {
          const text = cells[at] ?? null;
          row[name] = text === null ? null : parse(text);
        });
        rows.push(row);
      },
      handleCommandComplete({ text }: { readonly text: string }) {
        answers.push({ rows, rowCount: Number(/\d+$/.exec(text)?.[0] ?? rows.length) });
        rows = [];
        fields = [];
      },
      handleError(error: Error, connection: pg.Connection) {
        // Which of them were read before the fault is not told: they are read again, under other names.
        for (const text of preparing) kept.get(connection)?.delete(text);
        // The last that is heard of a failed query; the client goes on to the next by itself.
        reject(error);
      },
      handleReadyForQuery() {
        resolve(answers);
      },
    });
  });
}
