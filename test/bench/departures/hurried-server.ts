import { z } from 'zod';
import { configFrom } from '#sync-server/config.ts';
import { startServer } from '#sync-server/server.ts';
import { hurriedClock } from './hurried-clock.ts';

/* A server in a process of its own whose clock runs faster than the machine's, from a moment that its buyers know too. */

const { CAIRN_BEGAN, CAIRN_TIMES } = z
  .object({ CAIRN_BEGAN: z.coerce.number().int(), CAIRN_TIMES: z.coerce.number().positive() })
  .parse(process.env);
const server = await startServer({ ...configFrom(process.env), now: hurriedClock(CAIRN_BEGAN, CAIRN_TIMES) });
process.once('SIGTERM', () => void server.stop().then(() => process.exit()));
