import type { Database } from 'better-sqlite3';
import type { EntityName } from '#shared/schema/entities.ts';
import { calendarSegmentsOf } from './calendar-segments.ts';
import type { GuestSeals } from './guest-seals.ts';
import { guestTextsOf } from './guest-texts.ts';
import type { Meta } from './meta.ts';

/** What is read off the rows for the screens, kept in step with them in the same transaction. */
export interface ReadModels {
  /** Makes anew what these rows have a part in. */
  refresh(touched: Iterable<{ readonly entity: EntityName; readonly id: string }>): void;
  /** Makes all of it anew. */
  rebuild(): void;
  /** Whether guests there are have no texts to be found by: those of a replica from before. */
  lackTexts(): boolean;
  /** Whether a key or a person's text went since this was last asked, or waits to go for good: it must not stay in the log either [S29]. */
  tookAway(): boolean;
}

export function readModelsOf(db: Database, meta: Meta, seals: GuestSeals): ReadModels {
  const segments = calendarSegmentsOf(db, meta);
  const texts = guestTextsOf(db, seals);
  return {
    refresh(touched) {
      const rows = [...touched];
      segments.refresh(rows);
      texts.refresh(rows);
    },
    rebuild() {
      segments.rebuild();
      texts.rebuild();
    },
    lackTexts: texts.areLacking,
    tookAway: texts.tookAway,
  };
}
