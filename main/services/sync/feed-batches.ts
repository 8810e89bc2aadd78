import { type Message, type Row, isChangeMessage } from '@electric-sql/client';
import type { FeedChange } from '#main/store/apply-feed.ts';

/** A row of the server's feed table as the client gives it. */
export interface FeedTableRow extends Row<unknown> {
  readonly entity: string;
  readonly id: string;
  readonly row: Record<string, unknown>;
}

/** What messages of the feed come to. */
export interface Batch {
  /** Rows of whole server transactions, ready to apply [S8]. */
  readonly changes: readonly FeedChange[];
  /** Rows of a transaction whose last message has not come yet. */
  readonly rest: readonly FeedChange[];
  /** The offset behind the last whole transaction, where one ended among these messages and its place in the log is known. */
  readonly wholeUpTo: string | undefined;
  readonly upToDate: boolean;
  readonly mustRefetch: boolean;
}

/** Splits messages at the end of the last whole transaction: one marked `last`, or an `up-to-date`. `before` is what was left over. */
export function batchOf(messages: readonly Message<FeedTableRow>[], before: readonly FeedChange[]): Batch {
  const all = [...before];
  let whole = 0;
  let wholeUpTo: string | undefined;
  let upToDate = false;
  for (const message of messages) {
    if (isChangeMessage(message)) {
      const { entity, id, row } = message.value;
      all.push({ entity, id, row: message.headers.operation === 'delete' ? null : row });
      if (message.headers['last'] === true) {
        whole = all.length;
        wholeUpTo = offsetOf(message.headers);
      }
      upToDate = false;
    } else if (message.headers.control === 'must-refetch') {
      return { changes: [], rest: [], wholeUpTo: undefined, upToDate: false, mustRefetch: true };
    } else if (message.headers.control === 'up-to-date') {
      whole = all.length;
      upToDate = true;
    }
  }
  return { changes: all.slice(0, whole), rest: all.slice(whole), wholeUpTo, upToDate, mustRefetch: false };
}

/** A message's own place in the log, as the offset from which the next request goes on. */
function offsetOf({ lsn, op_position: at }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof lsn === 'string' && /^\d+$/.test(lsn) && typeof at === 'number' ? `${lsn}_${at}` : undefined;
}
