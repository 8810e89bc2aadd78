import pg from 'pg';
import { reportSignature } from '#sync-server/gateways/report-signature.ts';

/** A report as a gateway sends it, or as somebody would like it to be. */
export interface Report {
  readonly body: object;
  readonly secret: string;
  /** Milliseconds since 1970, as text. */
  readonly at: string;
  /** The gateway's, in the address. */
  readonly name: string;
  /** Signed with the secret where none is given. */
  readonly signature?: string;
}

export function sendReport(url: string, { body, secret, at, name, signature }: Report): Promise<Response> {
  const text = JSON.stringify(body);
  const signed = signature ?? reportSignature(secret, at, text);
  const headers = { 'content-type': 'application/json', 'cairn-time': at, 'cairn-signature': signed };
  return fetch(new URL(`/v1/gateways/${name}`, url), { method: 'POST', headers, body: text });
}

/** An answer's status and its word for programs. */
export async function wordOf(answer: Response): Promise<readonly [number, unknown]> {
  const body: unknown = await answer.json();
  return [answer.status, typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : undefined];
}

/** Transactions that somebody has open on the database while nothing runs in them. */
export async function transactionsOpen(databaseUrl: string): Promise<number> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  const { rows } = await owner.query<{ count: string }>(
    `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
  );
  await owner.end();
  return Number(rows[0]?.count);
}
