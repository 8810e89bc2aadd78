import pino from 'pino';
import { z } from 'zod';
import { startElectric } from './server.ts';

const Environment = z.object({
  DATABASE_URL: z.string().min(1),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  ELECTRIC_SECRET: z.string().min(1).optional(),
  ELECTRIC_STORAGE_DIR: z.string().min(1).optional(),
  ELECTRIC_SHAPE_CHUNK_BYTES_THRESHOLD: z.coerce.number().int().positive().optional(),
  CACHE_MAX_AGE: z.coerce.number().int().positive().optional(),
  CACHE_STALE_AGE: z.coerce.number().int().positive().optional(),
  ELECTRIC_ALLOW_SHAPE_DELETION: z.stringbool().default(false),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

/** The shape server alone, for every table of a database and with nobody at the gate: for development and for tests. */
const parsed = Environment.safeParse(process.env);
if (!parsed.success) {
  console.error(`DATABASE_URL is needed, PORT and HOST may be given.\n${z.prettifyError(parsed.error)}`);
  process.exit(2);
}
const environment = parsed.data;
const logger = pino({ level: environment.LOG_LEVEL });
const electric = await startElectric({
  databaseUrl: environment.DATABASE_URL,
  host: environment.HOST,
  port: environment.PORT,
  deletable: environment.ELECTRIC_ALLOW_SHAPE_DELETION,
  secret: environment.ELECTRIC_SECRET,
  storageFolder: environment.ELECTRIC_STORAGE_DIR,
  chunkBytes: environment.ELECTRIC_SHAPE_CHUNK_BYTES_THRESHOLD,
  cacheSeconds: environment.CACHE_MAX_AGE,
  staleSeconds: environment.CACHE_STALE_AGE,
  logger,
});
console.log(`Electric shapes at ${electric.url}/v1/shape`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    electric.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ error: String(error) }, 'did not end cleanly');
        process.exit(1);
      },
    );
  });
}
