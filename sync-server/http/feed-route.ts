import type { FastifyInstance, FastifyRequest } from 'fastify';
import { heardSql } from '#sync-server/store/desk-epochs.ts';
import { inTransaction } from '#sync-server/store/transaction.ts';
import { type KnownDesk, authenticateDesk, verifyProof } from './authenticate.ts';
import { isTooOld, protocolOf } from './protocol.ts';
import { feedQuery } from './feed-query.ts';
import { UpstreamUnreachable, openForwarder } from './forward.ts';
import { HttpError } from './http-error.ts';
import type { HttpServices } from './services.ts';

/**
 * `GET /v1/feed`, the gatekeeper [S29]: a desk follows its own property's feed, and nothing else, whatever it asks for. A stream
 * that stays open is asked for its right again and again: a desk revoked meanwhile reads no more [S12]. A desk of a release too
 * old for this server reads no more either [S18].
 */
export function feedRoute(app: FastifyInstance, services: HttpServices): void {
  const { pool, signIns, now, metrics, oldestProtocol, electricUrl, electricSecret, feedCheckMs } = services;
  const forwarder = openForwarder();
  const mayRead = async (request: FastifyRequest): Promise<boolean> => {
    try {
      const desk = await authenticateDesk(signIns, request);
      if (desk.active) await noteHeard(desk);
      return desk.active;
    } catch (error) {
      // While the database is away nothing new is read either; the next look tells.
      return !(error instanceof HttpError);
    }
  };
  /** Who follows the feed is there, also where it has nothing to send: only to such a desk allotments are given [S31]. */
  const noteHeard = async ({ place, epoch, branches }: KnownDesk): Promise<void> => {
    // Of the two on a copied disk nobody knows here which one reads [S22].
    if (branches.length > 0 || Date.parse(now()) - Date.parse(epoch.lastContact) < feedCheckMs) return;
    await inTransaction(pool, place, (tx) => tx.finish(heardSql(place, epoch, now())));
  };
  app.addHook('onClose', async () => forwarder.close());
  app.get('/v1/feed', async (request, reply) => {
    const desk = await authenticateDesk(signIns, request);
    verifyProof(request, desk, now());
    if (isTooOld(protocolOf(request), oldestProtocol))
      throw new HttpError(
        426,
        'too-old',
        'This desk’s release is too old to read. What it has taken is still accepted.',
        {
          oldestProtocol,
        },
      );
    if (desk.epoch.closed)
      throw new HttpError(403, 'closed', 'This desk has been set up anew. What was taken here is still accepted.');
    if (!desk.active)
      throw new HttpError(403, 'revoked', 'This desk may no longer read. What it has taken is still accepted.');
    const target = new URL('/v1/shape', electricUrl());
    await noteHeard(desk);
    // The query was parsed by the framework; the gatekeeper reads each value as text only.
    target.search = feedQuery(
      desk.place,
      request.query as Readonly<Record<string, unknown>>,
      electricSecret,
    ).toString();
    const ended = metrics.following();
    reply.hijack();
    const watch = setInterval(() => {
      void mayRead(request).then((may) => {
        if (!may) reply.raw.destroy();
      });
    }, feedCheckMs);
    try {
      await forwarder.forward(target, request.raw, reply.raw, {
        'cache-control': 'private, no-store',
        'x-correlation-id': request.id,
      });
    } catch (error) {
      if (!(error instanceof UpstreamUnreachable)) throw error;
      request.log.warn({ err: error }, 'feed unreachable');
      const body = JSON.stringify({
        error: 'feed-unavailable',
        message: 'The feed cannot be read at this moment.',
        correlationId: request.id,
      });
      reply.raw
        .writeHead(503, {
          'content-type': 'application/json',
          'retry-after': '1',
          'cache-control': 'private, no-store',
        })
        .end(body);
    } finally {
      clearInterval(watch);
      ended();
    }
  });
}
