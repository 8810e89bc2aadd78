import { FetchError, type Message } from '@electric-sql/client';
import type { FeedPosition } from '#main/store/apply-feed.ts';
import type { FeedTableRow } from './feed-batches.ts';
import { longestSilence } from './watched-fetch.ts';
import type { World } from './world.ts';

/** Where a snapshot is read, and how. */
export interface SnapshotSource {
  readonly url: URL;
  /** A header that is made anew for each question is a function, as the client takes it. */
  readonly headers: Readonly<Record<string, string | (() => string)>>;
  readonly signal: AbortSignal;
  readonly world: World;
}

/** A piece of a snapshot, with the position after it. */
export interface SnapshotPiece {
  readonly messages: readonly Message<FeedTableRow>[];
  readonly position: FeedPosition;
  /** Nothing is known beyond it: who follows goes on from here. */
  readonly isLast: boolean;
}

interface Answer {
  readonly body: Promise<Buffer>;
  readonly handle: string;
  readonly offset: string;
  readonly isLast: boolean;
  readonly isGone: boolean;
}

/**
 * The rows of the feed from a position on, or from the beginning, up to the present: the shape protocol's answers that are
 * not live, each asked for while the one before it is taken in. The published client reads the same, message by message with
 * a parser for each column; a first sync is half a million rows (docs/decisions/0011-the-desk-reads-its-first-snapshot-itself.md).
 * Throws the client's own `FetchError` for an answer that is none.
 */
export async function* readSnapshot(
  source: SnapshotSource,
  from: FeedPosition | undefined,
): AsyncGenerator<SnapshotPiece> {
  let next: Promise<Answer> | undefined = ask(source, from);
  while (next !== undefined) {
    const { body, handle, offset, isLast, isGone }: Answer = await next;
    const position: FeedPosition = { handle, offset };
    next = isLast ? undefined : ask(source, isGone ? undefined : position);
    // Whoever stops reading has no use for what comes of it.
    next?.catch(() => undefined);
    const messages = messagesOf((await body).toString('utf8'));
    yield { messages, position, isLast };
  }
}

async function ask({ url, headers, signal, world }: SnapshotSource, from: FeedPosition | undefined): Promise<Answer> {
  const target = new URL(url);
  target.searchParams.set('offset', from?.offset ?? '-1');
  if (from !== undefined) target.searchParams.set('handle', from.handle);
  const silence = new AbortController();
  const watch = () => world.setTimer(longestSilence, () => silence.abort(new Error('the feed fell silent')));
  const unwatch = watch();
  try {
    const made = Object.entries(headers).map(([name, of]): [string, string] => [
      name,
      typeof of === 'string' ? of : of(),
    ]);
    const response = await world.fetch(target, { headers: made, signal: AbortSignal.any([signal, silence.signal]) });
    const handle = response.headers.get('electric-handle');
    const isGone = response.status === 409;
    if (!response.ok && !isGone) throw await FetchError.fromResponse(response, target.toString());
    const offset = isGone ? '-1' : response.headers.get('electric-offset');
    if (handle === null || offset === null) throw new Error('an answer without its place in the feed');
    const isLast = response.headers.has('electric-up-to-date');
    const body = bytesOf(response, watch);
    body.catch(() => undefined);
    return { body, handle, offset, isLast, isGone };
  } finally {
    unwatch();
  }
}

async function bytesOf(response: Response, watch: () => () => void): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let unwatch = watch();
  try {
    for await (const part of response.body ?? []) {
      parts.push(part);
      unwatch();
      unwatch = watch();
    }
  } finally {
    unwatch();
  }
  return Buffer.concat(parts);
}

/** The protocol's values are the database's texts: a row's JSON comes as a string in the JSON. */
function messagesOf(text: string): Message<FeedTableRow>[] {
  // The server's answer, as its protocol says; what is read of it below is checked where it is used.
  const messages = (text === '' ? [] : JSON.parse(text)) as Message<FeedTableRow>[];
  for (const message of messages) {
    if (!('value' in message)) continue;
    const value = message.value as { row: unknown };
    if (typeof value.row === 'string') value.row = JSON.parse(value.row);
  }
  return messages;
}
