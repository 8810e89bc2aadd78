import type { Lsn } from './lsn.ts';

/**
 * How far a client has read.
 * - `start`: nothing yet (`-1`); `now`: it wants no past at all.
 * - `chunk`: it holds the snapshot's chunks 0 to `index` (`0_<index>`).
 * - `snapshot`: it holds the whole snapshot, and nothing after it (`0_inf`).
 * - `log`: it holds the log through `lsn`. `messages` 0 means the whole transaction, because after an SSE connection the
 *   client comes back with `<global_last_seen_lsn>_0`; a higher number counts the messages it has of a transaction
 *   that was too large for one answer.
 */
export type Offset =
  | { readonly kind: 'start' }
  | { readonly kind: 'now' }
  | { readonly kind: 'chunk'; readonly index: number }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'log'; readonly lsn: Lsn; readonly messages: number };

/** Reads an offset as the client sends it; undefined where it is none. */
export function parseOffset(text: string): Offset | undefined {
  if (text === '-1') return { kind: 'start' };
  if (text === 'now') return { kind: 'now' };
  const parts = /^(\d{1,20})_(\d{1,9}|inf)$/.exec(text);
  if (parts === null) return undefined;
  const [, transaction = '', operation = ''] = parts;
  if (BigInt(transaction) === 0n) {
    return operation === 'inf' ? { kind: 'snapshot' } : { kind: 'chunk', index: Number(operation) };
  }
  return { kind: 'log', lsn: BigInt(transaction), messages: operation === 'inf' ? 0 : Number(operation) };
}

export function formatOffset(offset: Offset): string {
  switch (offset.kind) {
    case 'start':
      return '-1';
    case 'now':
      return 'now';
    case 'chunk':
      return `0_${offset.index}`;
    case 'snapshot':
      return '0_inf';
    case 'log':
      return `${offset.lsn}_${offset.messages}`;
  }
}
