import type { ElectricSettings } from './settings.ts';

export type Headers = Readonly<Record<string, string | number>>;

/** Lets pages of any origin read answers and their headers; the gatekeeper in front decides who may ask. */
export const CORS: Headers = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': '*',
  'access-control-allow-methods': 'GET, POST, HEAD, DELETE, OPTIONS',
};

/** How long a cache may keep an answer, by what it is. */
export function cacheControl(
  settings: ElectricSettings,
  kind: 'first' | 'later' | 'live' | 'events' | 'refetch' | 'refetchUnknown',
): string {
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
      return 'public, max-age=60, must-revalidate';
    case 'refetchUnknown':
      return 'public, max-age=1, must-revalidate';
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
