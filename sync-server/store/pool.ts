import pg from 'pg';

const { builtins } = pg.types;

/** A pool whose rows come as the entities' values: days and instants as text, counts as numbers. */
export function openPool(databaseUrl: string, size: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: size,
    application_name: 'cairn-server',
    // A connection keeps its statements planned: it is worth keeping for as long as a lodge is quiet.
    idleTimeoutMillis: 300_000,
    // How values print must not hang on the database's settings; no statement or wait may hold a queue for ever.
    options: [
      '-c DateStyle=ISO',
      '-c TimeZone=UTC',
      '-c standard_conforming_strings=on',
      '-c statement_timeout=30s',
      '-c lock_timeout=10s',
      '-c idle_in_transaction_session_timeout=60s',
      // Each statement is its own and small: compiling it would cost more than it saves.
      '-c jit=off',
      // Nor does a statement that is kept prepared deserve another plan each time: all look up few rows by place and index.
      '-c plan_cache_mode=force_generic_plan',
    ].join(' '),
    types: { getTypeParser: (oid: number) => parserOf(oid) },
  });
  // A connection that breaks while it is idle is replaced; who needs one next hears of it there.
  pool.on('error', () => undefined);
  // So is one that breaks while it is lent: its query fails, and without a listener the whole server would.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** How a value of a type is read from its text. */
export function parserOf(oid: number): (text: string) => unknown {
  switch (oid) {
    case builtins.INT8:
    case builtins.INT4:
      return Number;
    case builtins.BOOL:
      return (text) => text === 't';
    case builtins.TIMESTAMPTZ:
      return instantOf;
    case builtins.JSONB:
    case builtins.JSON:
      return (text) => JSON.parse(text) as unknown;
    default:
      return (text) => text;
  }
}

/** `2026-11-20 05:21:00.12+00` to `2026-11-20T05:21:00.120Z`; the connection prints in UTC. */
export function instantOf(text: string): string {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}
