import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Event } from '#shared/commands/events.ts';
import { type Reads, keyOf } from '#shared/sync/rebase-reads.ts';
import type { RowWrite } from '#shared/commands/changes.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';
import type { Concern } from '#shared/schema/answers.ts';
import { type Envelope, envelope } from '#shared/sync/envelope.ts';
import type { Applied } from '#shared/sync/rebase.ts';
import { numberOf } from './places.ts';

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

/** What running a command comes to, for the journal. */
export interface Effect {
  readonly reads: Reads;
  readonly writes: readonly RowWrite[];
  readonly events: readonly Event[];
  /** Why it stands without effect, or undefined. */
  readonly refusedFor: string | undefined;
}

/** An envelope as the plan of a rebase wants it, with the texts as they are kept. */
export interface Kept extends Applied {
  readonly readsText: string;
  readonly reason: string;
  readonly images: readonly Image[];
}

interface Image {
  readonly entity: EntityName;
  readonly id: string;
  readonly row: string | null;
}

/** The desk's list of envelopes not settled, with their before-images and events. */
export interface Journal {
  append(place: Place, entry: Pending, writes: readonly RowWrite[], events: readonly Event[]): void;
  /** Writes an envelope's effect anew, after a replay, over what `kept` says of it; what comes out as it was is left as it is. */
  setEffect(place: Place, kept: Kept, effect: Effect): void;
  drop(place: Place): void;
  pending(): Pending[];
  /** One envelope as it stands, or undefined where it is settled. */
  find(place: Place): Pending | undefined;
  /** The journal as the plan of a rebase wants it: what each envelope read and wrote over. */
  applied(): Kept[];
  /** The same, of what each wrote over only the rows that are named here or were written over by what is settled, places up to a number: enough to see whether anything must run again. */
  appliedAround(rows: readonly { readonly entity: EntityName; readonly id: string }[], settledUpTo: number): Kept[];
  /** Envelopes after a seq, in order, as they are sent. */
  envelopesAfter(epoch: number, seq: number, limit: number): Envelope[];
  markSent(epoch: number, upTo: number): void;
  /** The seqs of an epoch that are pending, in order. */
  placesIn(epoch: number): number[];
  /** Whether anything of an epoch has not been answered for yet. */
  hasUnsent(epoch: number): boolean;
  count(): number;
  isLikelyRefused(place: Place): boolean;
  /** Replaces what an envelope found before it, where the base beneath it changed and it need not run again. */
  setBefore(place: Place, entity: EntityName, id: string, row: Row<EntityName> | null): void;
}

interface JournalRow {
  epoch: number;
  seq: number;
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
  const reads = db.prepare<[], Place & { reads: string; reason: string }>(
    'SELECT epoch, seq, reads, reason FROM journal ORDER BY epoch, seq',
  );
  const eventsOf = db
    .prepare<[number, number], string>('SELECT body FROM event WHERE epoch = ? AND seq = ? ORDER BY ordinal')
    .pluck();
  const after = db
    .prepare<[number, number, number], string>(
      'SELECT envelope FROM journal WHERE epoch = ? AND seq > ? ORDER BY seq LIMIT ?',
    )
    .pluck();
  const sent = db.prepare('UPDATE journal SET sent = 1 WHERE epoch = ? AND seq <= ? AND sent = 0');
  const places = db.prepare<[number], number>('SELECT seq FROM journal WHERE epoch = ? ORDER BY seq').pluck();
  const unsent = db
    .prepare<[number], number>('SELECT EXISTS (SELECT 1 FROM journal WHERE epoch = ? AND sent = 0)')
    .pluck();
  const count = db.prepare<[], number>('SELECT count(*) FROM journal').pluck();
  const refused = db
    .prepare<[number, number], number>('SELECT likely_refused FROM journal WHERE epoch = ? AND seq = ?')
    .pluck();
  const images = db.prepare<[], Image & Place>(
    'SELECT epoch, seq, entity, id, row FROM before_image ORDER BY epoch, seq, ordinal',
  );
  const replaceBefore = db.prepare(
    'UPDATE before_image SET row = ? WHERE epoch = ? AND seq = ? AND entity = ? AND id = ?',
  );
  /** Envelopes do not change; each text is read once. */
  const opened = new Map<string, { readonly text: string; readonly envelope: Envelope }>();
  const envelopeIn = (text: string, { epoch, seq }: Place): Envelope => {
    const known = opened.get(`${epoch}/${seq}`);
    if (known?.text === text) return known.envelope;
    const read = envelope.parse(JSON.parse(text));
    opened.set(`${epoch}/${seq}`, { text, envelope: read });
    return read;
  };
  const read = new Map<number, { readonly text: string; readonly reads: Reads }>();
  const readsIn = (text: string, place: number): Reads => {
    const known = read.get(place);
    if (known?.text === text) return known.reads;
    const reads = JSON.parse(text) as Reads; // written by this module
    read.set(place, { text, reads });
    return reads;
  };
  const imagesAt = db.prepare<[number, number], Image & Place>(
    'SELECT epoch, seq, entity, id, row FROM before_image WHERE epoch = ? AND seq = ? ORDER BY ordinal',
  );
  const imagesOf = db.prepare<[string, string], Image & Place>(
    'SELECT epoch, seq, entity, id, row FROM before_image WHERE entity = ? AND id = ?',
  );
  const entriesWith = (found: readonly (Image & Place)[]): Kept[] => {
    const byPlace = Map.groupBy(found, numberOf);
    return reads.all().map(({ epoch, seq, reads: readsText, reason }) => {
      const place = numberOf({ epoch, seq });
      const written = byPlace.get(place) ?? [];
      return {
        place,
        reads: readsIn(readsText, place),
        readsText,
        reason,
        images: written,
        before: written.map(({ entity, id, row }) => ({
          entity,
          id,
          // Written by this module. Read only where the plan asks for it: most rows of a long journal are not met.
          get row() {
            return row === null ? null : (JSON.parse(row) as Row<EntityName>);
          },
        })),
      };
    });
  };
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
    setEffect(place, kept, { reads: anew, writes, events, refusedFor }) {
      const { epoch, seq } = place;
      const [readsText, reason] = [JSON.stringify(anew), refusedFor ?? ''];
      const isAsBefore =
        kept.readsText === readsText &&
        kept.reason === reason &&
        sameImages(kept.images, writes) &&
        sameTexts(eventsOf.all(epoch, seq), events);
      if (isAsBefore) return;
      dropBefore.run(epoch, seq);
      dropEvents.run(epoch, seq);
      effect.run(readsText, refusedFor === undefined ? 0 : 1, reason, epoch, seq);
      writeEffect(place, writes, events);
    },
    drop({ epoch, seq }) {
      dropBefore.run(epoch, seq);
      dropEvents.run(epoch, seq);
      dropEntry.run(epoch, seq);
      opened.delete(`${epoch}/${seq}`);
      read.delete(numberOf({ epoch, seq }));
    },
    pending: () => all.all().map((row) => pendingOf(row, envelopeIn(row.envelope, row))),
    find(place) {
      const found = one.get(place.epoch, place.seq);
      return found === undefined ? undefined : pendingOf(found, envelopeIn(found.envelope, place));
    },
    applied: () => entriesWith(images.all()),
    appliedAround(rows, settledUpTo) {
      const settled = reads.all().filter((entry) => numberOf(entry) <= settledUpTo);
      const written = settled.flatMap(({ epoch, seq }) => imagesAt.all(epoch, seq));
      const named = new Map([...rows, ...written].map(({ entity, id }) => [keyOf({ entity, id }), { entity, id }]));
      return entriesWith([...named.values()].flatMap(({ entity, id }) => imagesOf.all(entity, id)));
    },
    envelopesAfter: (epoch, seq, limit) => after.all(epoch, seq, limit).map((text) => envelope.parse(JSON.parse(text))),
    markSent: (epoch, upTo) => void sent.run(epoch, upTo),
    placesIn: (epoch) => places.all(epoch),
    hasUnsent: (epoch) => unsent.get(epoch) === 1,
    count: () => count.get() ?? 0,
    isLikelyRefused: ({ epoch, seq }) => refused.get(epoch, seq) === 1,
    setBefore: ({ epoch, seq }, entity, id, row) => void replaceBefore.run(imageOf(row), epoch, seq, entity, id),
  };
}

function imageOf(row: Row<EntityName> | null): string | null {
  return row === null ? null : JSON.stringify(row);
}

function sameImages(kept: readonly Image[], writes: readonly RowWrite[]): boolean {
  return (
    kept.length === writes.length &&
    writes.every(({ entity, id, before }, at) => {
      const image = kept[at];
      return image?.entity === entity && image.id === id && image.row === imageOf(before);
    })
  );
}

function sameTexts(kept: readonly string[], events: readonly Event[]): boolean {
  return kept.length === events.length && events.every((event, at) => kept[at] === JSON.stringify(event));
}

function pendingOf(row: JournalRow, read: Envelope): Pending {
  return {
    envelope: read,
    kind: storedKind.parse(row.kind),
    // Both were written by this module.
    reads: JSON.parse(row.reads) as Reads,
    concerns: JSON.parse(row.concerns) as Concern,
    sent: row.sent === 1,
    likelyRefused: row.likely_refused === 1,
    reason: row.reason,
  };
}
