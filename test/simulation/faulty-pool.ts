import type { Socket } from 'node:net';
import type pg from 'pg';

/** A server's own connections to Postgres, which break when they are told to. */
export interface FaultyPool {
  /** Whether the process that they belong to counts as killed. */
  readonly isDead: boolean;
  /** Resolves when it is. */
  readonly died: Promise<void>;
  breakAt(roundTrip: number, when: 'before' | 'after', dies: boolean): void;
  unbroken(): boolean;
  /** Cuts every connection; nothing is sent any more. */
  die(): void;
}

interface Fault {
  left: number;
  readonly when: 'before' | 'after';
  readonly dies: boolean;
}

/** What the driver runs, as far as this stands in between: told of a failure, or that the database is ready for the next. */
interface Submitted {
  handleError(error: Error, connection: unknown): void;
  handleReadyForQuery(connection: unknown): void;
}

/** Stands between the server's code and its connections, round trip by round trip. */
export function makeFaulty(pool: pg.Pool): FaultyPool {
  const known = new Set<pg.PoolClient>();
  let fault: Fault | undefined;
  let dead = false;
  const { promise: died, resolve: tellDied } = Promise.withResolvers<void>();

  const die = () => {
    dead = true;
    for (const client of known) socketOf(client).destroy();
    tellDied();
  };
  const strike = (client: pg.PoolClient, dies: boolean) => {
    socketOf(client).destroy();
    if (dies) die();
  };
  const due = (): Fault | undefined => {
    if (fault === undefined || --fault.left > 0) return undefined;
    const now = fault;
    fault = undefined;
    return now;
  };
  pool.on('acquire', (client) => {
    if (known.has(client)) return;
    known.add(client);
    // A connection that was broken says so; who needs it next hears of it there.
    client.on('error', () => {});
    const query = client.query.bind(client) as (submitted: unknown) => unknown; // whatever the driver takes
    Reflect.set(client, 'query', (asked: unknown) => {
      const now = dead ? undefined : due();
      if (now?.when === 'before') strike(client, now.dies);
      if (now?.when === 'after' && isSubmitted(asked)) {
        const ready = asked.handleReadyForQuery.bind(asked);
        asked.handleReadyForQuery = (connection) => {
          strike(client, now.dies);
          asked.handleReadyForQuery = ready;
          asked.handleError(new Error('the connection broke behind the statement'), connection);
        };
      }
      return query(asked);
    });
  });
  return {
    get isDead() {
      return dead;
    },
    died,
    breakAt(roundTrip, when, dies) {
      fault = { left: roundTrip, when, dies };
    },
    unbroken() {
      const was = fault === undefined;
      fault = undefined;
      return was;
    },
    die,
  };
}

function isSubmitted(asked: unknown): asked is Submitted {
  return typeof asked === 'object' && asked !== null && 'handleReadyForQuery' in asked;
}

function socketOf(client: pg.PoolClient): Socket {
  // The driver's own stream, which its types do not tell of.
  return (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream;
}
