import { join, resolve } from 'node:path';
import { z } from 'zod';
import { protocolVersion } from '#shared/sync/envelope.ts';
import type { GatewayAccount } from './gateways/gateway.ts';

/** How a server is set up. */
export interface ServerConfig {
  /** An existing Postgres with `wal_level=logical`; without one the embedded Postgres in the data folder. */
  readonly databaseUrl?: string;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** An Electric service to forward the feed to; without one the embedded one. */
  readonly electricUrl?: string;
  readonly electricSecret?: string;
  /** Where the embedded Postgres and `server.json` live. */
  readonly dataFolder: string;
  /** The level of the JSON log on standard output; `silent` for none. */
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly poolSize: number;
  /** The oldest exchange that is still spoken with desks; what older ones took is accepted, no more [S18]. The first by default. */
  readonly oldestProtocol?: number;
  /** How often an open stream of the feed is asked for its desk's right again, in milliseconds; half a minute by default. */
  readonly feedCheckMs?: number;
  /** Days behind the business date for which desks hold what is over [S29]; 90 by default. */
  readonly lookBackDays?: number;
  /** Whether it takes turns at what comes due by the clock: holds that run out, departures that leave. Only where it is said. */
  readonly jobs?: boolean;
  /** The gateways that payments go to [M6]; none by default: payments that nobody settles are then given to staff by the clock alone. */
  readonly gateways?: readonly GatewayAccount[];
  /** The server's clock; the machine's by default. */
  readonly now?: () => string;
}

const url = z.url().optional();
const environment = z.object({
  DATABASE_URL: url,
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4600),
  ELECTRIC_URL: url,
  ELECTRIC_SECRET: z.string().optional(),
  CAIRN_DATA: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  CAIRN_OLDEST_PROTOCOL: z.coerce.number().int().min(1).max(protocolVersion).default(1),
  CAIRN_LOOK_BACK_DAYS: z.coerce.number().int().min(1).max(36_500).default(90),
  CAIRN_JOBS: z.enum(['on', 'off']).default('on'),
  POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
});

/** The configuration from environment variables; an empty one counts as not set. Throws with all that is wrong. */
export function configFrom(variables: Readonly<Record<string, string | undefined>>): ServerConfig {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const env = environment.parse(given);
  return {
    databaseUrl: env.DATABASE_URL,
    host: env.HOST,
    port: env.PORT,
    electricUrl: env.ELECTRIC_URL,
    electricSecret: env.ELECTRIC_SECRET,
    dataFolder: resolve(env.CAIRN_DATA ?? join('.cairn', 'server')),
    logLevel: env.LOG_LEVEL,
    poolSize: env.POOL_SIZE,
    lookBackDays: env.CAIRN_LOOK_BACK_DAYS,
    oldestProtocol: env.CAIRN_OLDEST_PROTOCOL,
    jobs: env.CAIRN_JOBS === 'on',
  };
}
