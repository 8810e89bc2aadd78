import type { Actor } from '#shared/commands/context.ts';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import type { Store } from '#main/store/open-store.ts';
import { runCommand } from '#main/store/run-command.ts';
import type { Given } from './working-day.ts';

/** Who works at the desk of a bench: the manager of its replica. */
export function managerOf(store: Store): Actor {
  const found = store.db
    .prepare<[], { id: string; name: string }>(`SELECT id, name FROM app_user WHERE role = 'manager'`)
    .get();
  if (found === undefined) throw new Error('nobody may act here');
  return { userId: found.id, name: found.name, role: 'manager' };
}

/** Works on until so many envelopes are pending. */
export function workUntilPending(store: Store, day: Generator<Given, void, CommandAnswer>, pending: number): void {
  const actor = managerOf(store);
  let next = day.next();
  while (next.done !== true && store.journal.count() < pending) {
    next = day.next(runCommand(store, next.value.name, next.value.draft, actor));
  }
  if (store.journal.count() < pending) throw new Error('the day was too short');
}

/** What one command wrote, as a bare transaction needs it. */
export interface Written {
  /** Bytes of a row, on average. */
  readonly rowBytes: number;
  readonly envelopeBytes: number;
}

/** Read off the journal entry, events and before-images of a command, which stand for all that it wrote. */
export function writtenBy(store: Store, rows: number, seq: number): Written {
  const found = store.db
    .prepare<[number, number, number, number], { all: number | null; envelope: number | null }>(
      `SELECT (SELECT length(envelope) + length(reads) + length(concerns) FROM journal WHERE seq = ?)
        + (SELECT coalesce(sum(2 * length(row)), 0) FROM before_image WHERE seq = ?)
        + (SELECT coalesce(sum(length(body)), 0) FROM event WHERE seq = ?) AS "all",
        (SELECT length(envelope) FROM journal WHERE seq = ?) AS envelope`,
    )
    .get(seq, seq, seq, seq);
  return {
    rowBytes: Math.round((found?.all ?? 0) / Math.max(1, rows)),
    envelopeBytes: found?.envelope ?? 0,
  };
}
