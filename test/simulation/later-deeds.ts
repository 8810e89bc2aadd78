import type { AtDesk, Deed } from './deeds.ts';
import { all } from './rows-at-desk.ts';

/** What is done at a desk beside `deeds`, and how often; not in a plain seed. */
export const laterDeeds: readonly (readonly [number, Deed])[] = [[6, eraseGuest]];

const over: ReadonlySet<string> = new Set(['CHECKED_OUT', 'COMPLETED', 'NO_SHOW', 'CANCELLED', 'EXPIRED']);

/** A guest asks to be forgotten, who has nothing more to come here as far as this desk knows [S29]. */
function eraseGuest({ store, chance, staff, run }: AtDesk): void {
  const live = new Set(all(store, 'booking', []).flatMap(({ guestId, status }) => (over.has(status) ? [] : [guestId])));
  const guest = chance.pick(all(store, 'guest', []).filter(({ id, erasedAt }) => erasedAt === null && !live.has(id)));
  if (guest !== undefined) run('eraseGuest', { guestId: guest.id }, staff.manager);
}
