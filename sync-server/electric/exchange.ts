import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FieldErrors } from './refusal.ts';
import { corsHeaders, type Headers } from './response-headers.ts';

/** One HTTP request and the way to answer it. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers with a whole body; a HEAD request gets the headers alone. */
export function send(exchange: Exchange, status: number, headers: Headers, body: string | Buffer): void {
  const { method, response } = exchange;
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    ...corsHeaders(exchange),
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(method === 'HEAD' ? undefined : body);
}

export function sendError(exchange: Exchange, status: number, content: object, headers: Headers = {}): void {
  const never = { 'cache-control': 'no-store', 'surrogate-control': 'no-store' };
  send(exchange, status, { ...never, ...headers }, JSON.stringify(content));
}

export function sendRefusal(exchange: Exchange, errors: FieldErrors): void {
  sendError(exchange, 400, { message: 'Invalid request', errors });
}

/** Reads a JSON body of limited size; undefined where it is none. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // A request without an encoding gives buffers.
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    // The rest is read and dropped: who is cut off while it sends does not see the answer.
    if (bytes <= maxBytes) parts.push(part);
  }
  if (bytes > maxBytes) return undefined;
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return undefined;
  }
}
