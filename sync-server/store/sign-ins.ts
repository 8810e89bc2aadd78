import type pg from 'pg';
import type { Row } from '#shared/schema/entities.ts';
import { ask } from './answer.ts';
import { combine } from './combine.ts';
import { type DeskEpoch, epochsOfSql } from './desk-epochs.ts';
import { type Place, inTransaction } from './transaction.ts';

/** A desk as it stands when it is asked for: all its epochs, in order, and its row. */
export interface DeskAsItStands {
  readonly epochs: readonly DeskEpoch[];
  readonly desk: Row<'desk'> | undefined;
}

/** Looks up the desk of a code; those that wait at a property are looked up together. */
export type SignIns = (place: Place, deskCode: string) => Promise<DeskAsItStands>;

/** Look-ups of one property under way at one moment, and desks of one of them. */
const AT_ONCE = 1;
const MOST = 500;

export function openSignIns(pool: pg.Pool): SignIns {
  return combine<string, DeskAsItStands>(
    { atOnce: AT_ONCE, most: MOST, weight: () => 1, kind: () => Symbol('each its own') },
    (place, codes) => lookUp(pool, place, codes),
  );
}

function lookUp(pool: pg.Pool, place: Place, codes: readonly string[]): Promise<readonly DeskAsItStands[]> {
  return inTransaction(pool, place, async (tx) => {
    const about = ask(place, [{ mode: 'peek', entity: 'desk', where: [{ field: 'code', is: 'in', value: codes }] }]);
    const [found, ...others] = await tx.finish(epochsOfSql(place, codes), ...about.statements);
    const epochs = (found?.rows ?? []) as DeskEpoch[]; // the select names the fields
    const desks = (about.rowsOf(others)[0] ?? []) as readonly Row<'desk'>[]; // the need names the entity
    return codes.map((code) => ({
      epochs: epochs.filter(({ deskCode }) => deskCode === code),
      desk: desks.find((desk) => desk.code === code),
    }));
  });
}
