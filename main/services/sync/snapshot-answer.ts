import type { FeedPosition } from '#main/store/apply-feed.ts';
import { type Unwrapped, unwrapRows } from './unwrapped-rows.ts';
import { longestSilence } from './watched-fetch.ts';
import type { World } from './world.ts';

/** What is asked of the feed: an answer that is not live. */
export interface SnapshotQuestion {
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** A piece of a snapshot, or the word that it is gone; or what the server said instead. Nothing but data: it may come from another thread. */
export type SnapshotAnswer =
  | ({
      readonly kind: 'piece';
      readonly position: FeedPosition;
      readonly isLast: boolean;
      readonly isGone: boolean;
    } & Unwrapped)
  | { readonly kind: 'refused'; readonly status: number; readonly headers: [string, string][]; readonly text: string };

/** Asks for an answer and takes the rows out of it. Throws where none comes, or nothing more for too long. */
export async function askSnapshot(
  { url, headers }: SnapshotQuestion,
  world: Pick<World, 'fetch' | 'setTimer'>,
  signal: AbortSignal,
): Promise<SnapshotAnswer> {
  const silence = new AbortController();
  const watch = () => world.setTimer(longestSilence, () => silence.abort(new Error('the feed fell silent')));
  let unwatch = watch();
  try {
    const response = await world.fetch(url, {
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      signal: AbortSignal.any([signal, silence.signal]),
    });
    const isGone = response.status === 409;
    if (!response.ok && !isGone)
      return { kind: 'refused', status: response.status, headers: [...response.headers], text: await response.text() };
    const handle = response.headers.get('electric-handle');
    const offset = isGone ? '-1' : response.headers.get('electric-offset');
    if (handle === null || offset === null) throw new Error('an answer without its place in the feed');
    const isLast = response.headers.has('electric-up-to-date');
    const parts: Uint8Array[] = [];
    for await (const part of response.body ?? []) {
      parts.push(part);
      unwatch();
      unwatch = watch();
    }
    return { kind: 'piece', position: { handle, offset }, isLast, isGone, ...unwrapRows(Buffer.concat(parts)) };
  } finally {
    unwatch();
  }
}
