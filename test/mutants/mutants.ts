import type { Mutant } from './mutant.ts';
import { changeMutants } from './of-the-changes.ts';
import { blackBoxMutants } from './of-the-black-box.ts';
import { deskMutants } from './of-the-desk.ts';
import { engineMutants } from './of-the-engine.ts';
import { inventoryMutants } from './of-the-inventory.ts';
import { salesMutants } from './of-the-sales.ts';
import { jobMutants } from './of-the-jobs.ts';
import { serverMutants } from './of-the-server.ts';

/** Every breakage that the tests are held against, by rule. */
export const mutants: readonly Mutant[] = [
  ...deskMutants,
  ...blackBoxMutants,
  ...engineMutants,
  ...serverMutants,
  ...inventoryMutants,
  ...salesMutants,
  ...changeMutants,
  ...jobMutants,
].toSorted((a, b) => Number(a.rule.slice(1)) - Number(b.rule.slice(1)));
