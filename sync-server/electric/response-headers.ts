import type { Exchange } from './exchange.ts';
import type { ElectricSettings } from './settings.ts';

export type Headers = Readonly<Record<string, string | number>>;

/** Lets pages of any origin read answers and their headers; the gatekeeper in front decides who may ask. */
export function corsHeaders({ request }: Pick<Exchange, 'request'>): Headers {
  return {
    'access-control-allow-origin': request.headers.origin ?? '*',
    'access-control-expose-headers': EXPOSED,
    'access-control-allow-methods': 'GET, POST, HEAD, DELETE, OPTIONS',
  };
}

const EXPOSED = [
  'electric-cursor',
  'electric-handle',
  'electric-has-data',
  'electric-offset',
  'electric-schema',
  'electric-snapshot',
  'electric-up-to-date',
  'retry-after',
].join(', ');

/** How long a cache may keep an answer, by what it is. What is not asked by GET is not for caches. */
export function cacheControl(
  settings: ElectricSettings,
  { method }: Pick<Exchange, 'method'>,
  kind: 'first' | 'later' | 'live' | 'events' | 'refetch',
): string {
  if (method !== 'GET' && method !== 'HEAD') return 'no-cache';
  switch (kind) {
    case 'first':
      return 'public, max-age=604800, s-maxage=3600, stale-while-revalidate=2629746';
    case 'later':
      return `public, max-age=${settings.cacheSeconds}, stale-while-revalidate=${settings.staleSeconds}`;
    case 'live':
      return 'public, max-age=5, stale-while-revalidate=5';
    case 'events':
      return `public, max-age=${Math.max(1, Math.floor(settings.sseMs / 1000) - 1)}`;
    case 'refetch':
      // It would be a second without a new handle to go on with; here there is always one.
      return 'public, max-age=60, must-revalidate';
  }
}

const CURSOR_EPOCH = Date.UTC(2024, 9, 9);
const CURSOR_SECONDS = 20;

/**
 * The cursor of a live answer: the same for all who ask within 20 seconds, so that a cache can answer them together,
 * and never the one that the client already used.
 */
export function nextCursor(nowMs: number, previous: string | undefined, random: () => number): string {
  const seconds = (nowMs - CURSOR_EPOCH) / 1000;
  const cursor = Math.ceil(seconds / CURSOR_SECONDS) * CURSOR_SECONDS;
  const used = Number(previous);
  return String(
    previous !== undefined && Number.isSafeInteger(used) && cursor <= used
      ? used + 1 + Math.floor(random() * 3600)
      : cursor,
  );
}
