import type { FastifyInstance } from 'fastify';
import type { HttpServices } from './services.ts';

/** `/health`: the process answers. `/ready`: database and feed answer too. `/metrics`: figures for Prometheus. */
export function healthRoutes(app: FastifyInstance, { pool, metrics, electricUrl }: HttpServices): void {
  app.get('/health', async (_request, reply) => reply.send({ status: 'up' }));

  app.get('/ready', async (_request, reply) => {
    const [database, feed] = await Promise.all([answers(pool.query('SELECT 1')), answers(feedAnswers(electricUrl()))]);
    return reply.code(database && feed ? 200 : 503).send({ ready: database && feed, database, feed });
  });

  app.get('/metrics', async (_request, reply) => {
    const { text, contentType } = await metrics.print();
    return reply.type(contentType).send(text);
  });
}

async function feedAnswers(electricUrl: string): Promise<void> {
  const answer = await fetch(new URL('/v1/health', electricUrl), { signal: AbortSignal.timeout(2000) });
  await answer.body?.cancel();
  if (answer.status !== 200) throw new Error(`the feed is not ready: ${answer.status}`);
}

async function answers(asked: Promise<unknown>): Promise<boolean> {
  return asked.then(
    () => true,
    () => false,
  );
}
