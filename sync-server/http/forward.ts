import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

/** Headers that belong to one connection, or that the gatekeeper sets itself. */
const kept = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'trailer',
  'cache-control',
  'access-control-allow-origin',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-expose-headers',
]);

/** Sends GET requests on, and their answers back as they come: byte for byte, and ended on one side when the other ends. */
export interface Forwarder {
  forward(
    target: URL,
    request: IncomingMessage,
    response: ServerResponse,
    headers: Readonly<Record<string, string>>,
  ): Promise<void>;
  close(): void;
}

/** Nothing was answered, and nothing has been sent back. */
export class UpstreamUnreachable extends Error {}

export function openForwarder(): Forwarder {
  const http = new HttpAgent({ keepAlive: true });
  const https = new HttpsAgent({ keepAlive: true });
  return {
    forward(target, request, response, headers) {
      return new Promise((resolve, reject) => {
        const secure = target.protocol === 'https:';
        const send = secure ? httpsRequest : httpRequest;
        const upstream = send(
          target,
          { agent: secure ? https : http, headers: forwardedHeaders(request) },
          (answer) => {
            // The desk may be gone by the time the feed answers: a pipeline into a closed response throws where nobody catches.
            if (response.destroyed || response.closed) {
              answer.destroy();
              resolve();
              return;
            }
            response.writeHead(answer.statusCode ?? 502, { ...returnedHeaders(answer), ...headers });
            response.flushHeaders();
            pipeline(answer, response, () => resolve());
          },
        );
        // The desk went away: nobody reads what may still come.
        response.once('close', () => upstream.destroy());
        upstream.once('error', (error) => {
          if (response.headersSent || response.destroyed) resolve();
          else reject(new UpstreamUnreachable('the feed does not answer', { cause: error }));
        });
        upstream.end();
      });
    },
    close() {
      http.destroy();
      https.destroy();
    },
  };
}

function forwardedHeaders({ headers }: IncomingMessage): Record<string, string> {
  const passed = ['accept', 'accept-encoding', 'if-none-match'];
  return Object.fromEntries(
    passed.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

function returnedHeaders({ headers }: IncomingMessage): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined || kept.has(name) ? [] : [[name, value]])),
  );
}
