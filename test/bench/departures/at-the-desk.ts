import { bigLodge, standardSize } from '../big-lodge.ts';
import type { Figure } from '../figure.ts';
import type { Ground } from '../ground.ts';
import { replicaOf } from '../load-replica.ts';
import { findSeats } from './find-seats.ts';
import { monthPaint } from './month-paint.ts';
import { usualMonth, writeTours } from './tours-month.ts';

const name = 'Tours';
/** Of the rooms' side a little: what is measured is the seats'. */
const stays = 2_000;

/** A desk by itself, its line cut, with a tour operator's months in its replica: what it finds, and what it shows. */
export async function atTheDesk(ground: Ground): Promise<Figure[]> {
  const day = new Date().toISOString().slice(0, 10);
  const lodge = bigLodge({ ...standardSize, stays, businessDate: day });
  const store = await replicaOf(lodge, ground.deskFolder(name));
  let found: Figure[];
  try {
    writeTours(store, { ...usualMonth, day });
    found = findSeats(store, day);
  } finally {
    store.close();
  }
  return [...found, ...(await monthPaint(ground, name))];
}
