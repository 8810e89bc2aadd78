import type { SeedWanted } from './seeds-wanted.ts';

/** Seeds that once found something: what they found is in docs/simulation.md. They run first, with the desks and days that they failed with. */
export const keptSeeds: readonly SeedWanted[] = [
  // A disk restored twice: the second branch of a branch.
  { seed: 4, desks: 3, days: 3, plain: true },
  // A guest for the day who stays on in a room of another kind.
  { seed: 1, desks: 3, days: 3, plain: true },
  // A replica made anew from the black box after two epochs had ended and one of them was let go.
  { seed: 7, desks: 3, days: 3, plain: true },
  // A copy of a copy draws receipts.
  { seed: 17, desks: 3, days: 3, plain: true },
  // A replica cut short in the middle of what the search is built on.
  { seed: 30804, desks: 2, days: 1, plain: true },
  // A sign-in that ended, and the next epoch begun before the last had sent all it had.
  { seed: 51405, desks: 2, days: 1 },
];
