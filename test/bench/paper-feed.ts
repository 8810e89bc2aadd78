import { deriveId } from '#shared/kernel/ids.ts';
import type { EntityName } from '#shared/schema/entities.ts';
import type { FeedChange } from '#main/store/apply-feed.ts';
import type { Store } from '#main/store/open-store.ts';

/** What a server's feed would bring to this desk, made up from what the desk itself holds. */
export interface PaperFeed {
  /** The verdicts of the oldest pending envelopes but so many, with the rows as they left them. */
  settling(butLast: number): FeedChange[];
  /** Another desk's change of a slot that the youngest pending sale has sold from. */
  stranger(): FeedChange[];
}

export function paperFeed(store: Store): PaperFeed {
  const self = store.identity();
  if (self === undefined) throw new Error('this is no desk');
  const written = store.db.prepare<[number], { entity: EntityName; id: string }>(
    'SELECT DISTINCT entity, id FROM before_image WHERE seq <= ?',
  );
  const asLeft = store.db.prepare<[string, string, number], { row: string | null }>(
    'SELECT row FROM before_image WHERE entity = ? AND id = ? AND seq > ? ORDER BY seq LIMIT 1',
  );
  const soldFrom = store.db
    .prepare<[], string>(`SELECT id FROM before_image WHERE entity = 'slot' ORDER BY seq DESC LIMIT 1`)
    .pluck();
  let strangers = 0;
  return {
    settling(butLast) {
      const envelopes = store.journal.pending().map(({ envelope }) => envelope);
      const done = envelopes.slice(0, Math.max(0, envelopes.length - butLast));
      const last = done.at(-1)?.seq ?? 0;
      const verdicts = done.map((envelope) => {
        const id = deriveId(envelope.id, 'verdict');
        const stamps = { tenantId: self.tenantId, propertyId: self.propertyId, version: 1, writer: 'server/1' };
        const times = { createdAt: envelope.now, createdBy: 's', updatedAt: envelope.now, updatedBy: 's' };
        const place = { deskCode: self.desk, epoch: envelope.epoch, seq: envelope.seq, envelopeId: envelope.id };
        const answer = { command: envelope.name, outcome: 'applied', reason: '', detail: {} };
        return { entity: 'verdict', id, row: { id, ...stamps, ...times, ...place, ...answer } };
      });
      const rows = written.all(last).map(({ entity, id }) => {
        const later = asLeft.get(entity, id, last);
        const text = later === undefined ? undefined : later.row;
        // As the journal wrote it.
        const row = text === undefined ? store.find(entity, id) : text === null ? undefined : JSON.parse(text);
        return { entity, id, row: row === undefined ? null : ({ ...row } as Record<string, unknown>) };
      });
      return [...rows, ...verdicts];
    },
    stranger() {
      const id = soldFrom.get();
      if (id === undefined) return [];
      const base = store.db
        .prepare<[string], { row: string | null }>(
          `SELECT row FROM before_image WHERE entity = 'slot' AND id = ? ORDER BY seq LIMIT 1`,
        )
        .get(id);
      if (base?.row === null || base === undefined) return [];
      strangers++;
      const slot = JSON.parse(base.row) as { version: number; confirmed: number; manual: number; total: number }; // the journal's own image
      const confirmed = Math.min(slot.total, slot.confirmed + (strangers % 2));
      const row = {
        ...slot,
        confirmed,
        manual: slot.manual + confirmed - slot.confirmed,
        version: slot.version + strangers,
        writer: `B/1/${strangers}`,
      };
      return [{ entity: 'slot', id, row }];
    },
  };
}
