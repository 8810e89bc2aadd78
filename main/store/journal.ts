import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Event } from '#shared/commands/events.ts';
import type { Reads } from '#shared/sync/rebase-reads.ts';
import type { RowWrite } from '#shared/commands/changes.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';
import type { Concern } from '#shared/schema/answers.ts';
import { type Envelope, envelope } from '#shared/sync/envelope.ts';
import type { Applied } from '#shared/sync/rebase.ts';

/** The identity of an envelope within its desk. */
export interface Place {
  readonly epoch: number;
  readonly seq: number;
}

/** An envelope that is not settled, with where it stands here. */
export interface Pending {
  readonly envelope: Envelope;
  readonly kind: 'request' | 'fact';
  readonly reads: Reads;
  readonly sent: boolean;
  readonly likelyRefused: boolean;
  readonly reason: string;
  readonly concerns: Concern;
}

/** The desk's list of envelopes not settled, with their before-images and events. */
export interface Journal {
  append(place: Place, entry: Pending, writes: readonly RowWrite[], events: readonly Event[]): void;
  /** Takes an envelope's effect off the books: its before-images and events. */
  clearEffect(place: Place): void;
  /** Writes an envelope's effect anew, after a replay. */
  setEffect(
    place: Place,
    reads: Reads,
    writes: readonly RowWrite[],
    events: readonly Event[],
    refusedFor: string | undefined,
  ): void;
  drop(place: Place): void;
  pending(): Pending[];
  /** One envelope as it stands, or undefined where it is settled. */
  find(place: Place): Pending | undefined;
  /** The journal as the plan of a rebase wants it: what each envelope read and wrote over. */
  applied(): Applied[];
  /** Envelopes after a seq, in order, as they are sent. */
  envelopesAfter(epoch: number, seq: number, limit: number): Envelope[];
  markSent(epoch: number, upTo: number): void;
  count(): number;
  isLikelyRefused(place: Place): boolean;
  /** Replaces what an envelope found before it, where the base beneath it changed and it need not run again. */
  setBefore(place: Place, entity: EntityName, id: string, row: Row<EntityName> | null): void;
}

interface JournalRow {
  envelope: string;
  kind: string;
  reads: string;
  sent: number;
  likely_refused: number;
  reason: string;
  concerns: string;
}

const storedKind = z.enum(['request', 'fact']);

export function journalOf(db: Database): Journal {
  const insert = db.prepare(
    `INSERT INTO journal (epoch, seq, envelope_id, command, kind, envelope, reads, sent, likely_refused, reason, concerns)
     VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, '', ?)`,
  );
  const effect = db.prepare('UPDATE journal SET reads = ?, likely_refused = ?, reason = ? WHERE epoch = ? AND seq = ?');
  const insertBefore = db.prepare(
    'INSERT INTO before_image (epoch, seq, ordinal, entity, id, row) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertEvent = db.prepare('INSERT INTO event (epoch, seq, ordinal, type, body) VALUES (?, ?, ?, ?, ?)');
  const dropBefore = db.prepare('DELETE FROM before_image WHERE epoch = ? AND seq = ?');
  const dropEvents = db.prepare('DELETE FROM event WHERE epoch = ? AND seq = ?');
  const dropEntry = db.prepare('DELETE FROM journal WHERE epoch = ? AND seq = ?');
  const all = db.prepare<[], JournalRow>('SELECT * FROM journal ORDER BY epoch, seq');
  const one = db.prepare<[number, number], JournalRow>('SELECT * FROM journal WHERE epoch = ? AND seq = ?');
  const reads = db.prepare<[], { seq: number; reads: string }>('SELECT seq, reads FROM journal ORDER BY seq');
  const after = db
    .prepare<[number, number, number], string>(
      'SELECT envelope FROM journal WHERE epoch = ? AND seq > ? ORDER BY seq LIMIT ?',
    )
    .pluck();
  const sent = db.prepare('UPDATE journal SET sent = 1 WHERE epoch = ? AND seq <= ? AND sent = 0');
  const count = db.prepare<[], number>('SELECT count(*) FROM journal').pluck();
  const refused = db
    .prepare<[number, number], number>('SELECT likely_refused FROM journal WHERE epoch = ? AND seq = ?')
    .pluck();
  const images = db.prepare<[], { seq: number; entity: EntityName; id: string; row: string | null }>(
    'SELECT seq, entity, id, row FROM before_image ORDER BY seq, ordinal',
  );
  const replaceBefore = db.prepare(
    'UPDATE before_image SET row = ? WHERE epoch = ? AND seq = ? AND entity = ? AND id = ?',
  );
  const writeEffect = ({ epoch, seq }: Place, writes: readonly RowWrite[], events: readonly Event[]) => {
    writes.forEach((write, at) => insertBefore.run(epoch, seq, at, write.entity, write.id, imageOf(write.before)));
    events.forEach((event, at) => insertEvent.run(epoch, seq, at, event.type, JSON.stringify(event)));
  };
  return {
    append(place, { envelope: sealed, kind, reads, concerns }, writes, events) {
      const texts = [JSON.stringify(sealed), JSON.stringify(reads), JSON.stringify(concerns)] as const;
      insert.run(place.epoch, place.seq, sealed.id, sealed.name, kind, ...texts);
      writeEffect(place, writes, events);
    },
    clearEffect({ epoch, seq }) {
      dropBefore.run(epoch, seq);
      dropEvents.run(epoch, seq);
    },
    setEffect(place, reads, writes, events, refusedFor) {
      effect.run(JSON.stringify(reads), refusedFor === undefined ? 0 : 1, refusedFor ?? '', place.epoch, place.seq);
      writeEffect(place, writes, events);
    },
    drop({ epoch, seq }) {
      dropBefore.run(epoch, seq);
      dropEvents.run(epoch, seq);
      dropEntry.run(epoch, seq);
    },
    pending: () => all.all().map(pendingOf),
    find({ epoch, seq }) {
      const found = one.get(epoch, seq);
      return found === undefined ? undefined : pendingOf(found);
    },
    applied() {
      const before = Map.groupBy(images.all(), (image) => image.seq);
      return reads.all().map((entry) => ({
        place: entry.seq,
        // Written by this module, as is each image.
        reads: JSON.parse(entry.reads) as Reads,
        before: (before.get(entry.seq) ?? []).map(({ entity, id, row }) => ({
          entity,
          id,
          // Read only where the plan asks for it: most rows of a long journal are not met.
          get row() {
            return row === null ? null : (JSON.parse(row) as Row<EntityName>);
          },
        })),
      }));
    },
    envelopesAfter: (epoch, seq, limit) => after.all(epoch, seq, limit).map((text) => envelope.parse(JSON.parse(text))),
    markSent: (epoch, upTo) => void sent.run(epoch, upTo),
    count: () => count.get() ?? 0,
    isLikelyRefused: ({ epoch, seq }) => refused.get(epoch, seq) === 1,
    setBefore: ({ epoch, seq }, entity, id, row) => void replaceBefore.run(imageOf(row), epoch, seq, entity, id),
  };
}

function imageOf(row: Row<EntityName> | null): string | null {
  return row === null ? null : JSON.stringify(row);
}

function pendingOf(row: JournalRow): Pending {
  return {
    envelope: envelope.parse(JSON.parse(row.envelope)),
    kind: storedKind.parse(row.kind),
    // Both were written by this module.
    reads: JSON.parse(row.reads) as Reads,
    concerns: JSON.parse(row.concerns) as Concern,
    sent: row.sent === 1,
    likelyRefused: row.likely_refused === 1,
    reason: row.reason,
  };
}
