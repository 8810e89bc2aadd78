import { randomUUID } from 'node:crypto';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
} from 'fastify';
import { DatabaseUnavailable } from '#sync-server/store/transaction.ts';
import { commandsRoute } from './commands-route.ts';
import { adminRoutes } from './admin-routes.ts';
import { digestsRoute } from './digests-route.ts';
import { enrolRoute } from './enrol-route.ts';
import { feedRoute } from './feed-route.ts';
import { gatewayRoute } from './gateway-route.ts';
import { healthRoutes } from './health-routes.ts';
import { HttpError } from './http-error.ts';
import type { HttpServices } from './services.ts';

/** The HTTP server, not listening yet. Bodies come to the routes as text: what is signed is the text. */
export function buildApp(services: HttpServices, logger: FastifyBaseLogger): FastifyInstance {
  const app = fastify({
    loggerInstance: logger,
    bodyLimit: 64 * 1024,
    // A follower's request stays open for as long as it likes; stopping ends it.
    forceCloseConnections: true,
    genReqId: (request) => correlationId(request.headers['x-correlation-id']),
    // One line an answer, written below.
    logController: new LogController({ disableRequestLogging: true }),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-correlation-id', request.id).header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, url } = request;
    request.log.info(
      { method, path: url.split('?')[0], status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  app.setErrorHandler<FastifyError | Error>((error, request, reply) => {
    const known = toHttpError(error);
    if (known.status >= 500) request.log.error({ err: error }, 'failed');
    return sendError(reply, known, request.id);
  });
  app.setNotFoundHandler((request, reply) =>
    sendError(reply, new HttpError(404, 'not-found', 'There is nothing here.'), request.id),
  );
  healthRoutes(app, services);
  enrolRoute(app, services);
  adminRoutes(app, services);
  commandsRoute(app, services);
  feedRoute(app, services);
  digestsRoute(app, services);
  gatewayRoute(app, services);
  return app;
}

function sendError(reply: FastifyReply, error: HttpError, id: string): FastifyReply {
  if (error.status === 503) reply.header('retry-after', '1');
  return reply.code(error.status).send({ error: error.code, message: error.message, correlationId: id, ...error.more });
}

/** What may be said of an error outside: the framework's own are the client's, all else is `internal` and told nowhere [U6]. */
function toHttpError(error: FastifyError | Error): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof DatabaseUnavailable)
    return new HttpError(
      503,
      'unavailable',
      'The server cannot work at this moment. Nothing was changed that was not answered.',
    );
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === 413) return new HttpError(413, 'too-large', 'The message is too large.');
  if (status === 415) return new HttpError(415, 'not-json', 'Messages are JSON.');
  if (status !== undefined && status >= 400 && status < 500)
    return new HttpError(status, 'malformed', 'The message cannot be read.');
  return new HttpError(500, 'internal', 'Something went wrong here. Nothing was changed that was not answered.');
}

function correlationId(given: unknown): string {
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}
