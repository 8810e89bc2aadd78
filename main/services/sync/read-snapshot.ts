import { FetchError, type Message } from '@electric-sql/client';
import type { FeedChange, FeedPosition } from '#main/store/apply-feed.ts';
import type { SnapshotAsker } from './ask-in-thread.ts';
import type { FeedTableRow } from './feed-batches.ts';
import { type SnapshotAnswer, askSnapshot } from './snapshot-answer.ts';
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
  /** Its plain rows, read as they are asked for, once. */
  readonly rows: Iterable<FeedChange>;
  /** What comes after them and is more than a row; mostly nothing. */
  readonly messages: readonly Message<FeedTableRow>[];
  readonly position: FeedPosition;
  /** Nothing is known beyond it: who follows goes on from here. */
  readonly isLast: boolean;
}

type Piece = SnapshotAnswer & { readonly kind: 'piece' };

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
  const { world, signal } = source;
  const here: SnapshotAsker = { ask: (question) => askSnapshot(question, world, signal), stop: () => undefined };
  const asker = world.openAsker?.(here) ?? here;
  signal.addEventListener('abort', asker.stop, { once: true });
  const ask = (position: FeedPosition | undefined) => {
    const next = asker.ask(questionOf(source, position));
    // Whoever stops reading has no use for what comes of it.
    next.catch(() => undefined);
    return next;
  };
  try {
    let next: Promise<SnapshotAnswer> | undefined = ask(from);
    while (next !== undefined) {
      const answer: SnapshotAnswer = await next;
      if (answer.kind === 'refused') throw await refusalOf(source.url, answer);
      const { position, isLast, isGone, rest }: Piece = answer;
      next = isLast ? undefined : ask(isGone ? undefined : position);
      yield { rows: rowsOf(answer), messages: messagesOf(rest), position, isLast };
    }
  } finally {
    signal.removeEventListener('abort', asker.stop);
    asker.stop();
  }
}

function questionOf({ url, headers }: SnapshotSource, from: FeedPosition | undefined) {
  const target = new URL(url);
  target.searchParams.set('offset', from?.offset ?? '-1');
  if (from !== undefined) target.searchParams.set('handle', from.handle);
  const made = Object.entries(headers).map(([name, of]) => [name, typeof of === 'string' ? of : of()] as const);
  return { url: target.toString(), headers: made };
}

function refusalOf(url: URL, { status, headers, text }: SnapshotAnswer & { kind: 'refused' }): Promise<FetchError> {
  return FetchError.fromResponse(new Response(text, { status, headers }), url.toString());
}

/** Read array by array, so that no more of them than one is in memory as objects. */
function* rowsOf({ rows, ends }: Piece): Generator<FeedChange> {
  const bytes = Buffer.from(rows.buffer);
  let start = 0;
  for (const end of ends) {
    // `unwrapRows` wrote it: a word, an id and a row in turn.
    const values = JSON.parse(bytes.toString('utf8', start, end)) as unknown[];
    for (let at = 0; at < values.length; at += 3)
      yield {
        entity: values[at] as string,
        id: values[at + 1] as string,
        row: values[at + 2] as FeedChange['row'],
      };
    start = end;
  }
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
