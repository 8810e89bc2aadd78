import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type Action, kinds, script } from './actions.ts';
import { type Breakage, breakages } from './broken.ts';
import { play } from './play.ts';
import { kept } from './scripts.ts';

/** Interleavings of one run; more with `MODEL_RUNS`, others with `MODEL_SEED`. */
const runs = Number(process.env['MODEL_RUNS'] ?? 1500);
const seed = Number(process.env['MODEL_SEED'] ?? 20261121);

const wrong = new Map<string, string>();
const counts: Record<string, number> = {};

beforeAll(() => {
  const played = (actions: readonly Action[]) => {
    const world = play(actions);
    for (const [what, times] of Object.entries(world.counts)) counts[what] = (counts[what] ?? 0) + times;
    return world.wrong;
  };
  for (const { actions } of kept) for (const { rule, what } of played(actions)) note(rule, what, actions);
  // The shortest script that goes wrong is the one that is told.
  const found = fc.check(
    fc.property(script, (actions) => played(actions).length === 0),
    { numRuns: runs, seed },
  );
  const [shortest] = found.counterexample ?? [];
  if (shortest !== undefined) for (const { rule, what } of play(shortest).wrong) note(rule, what, shortest);
}, 120_000);

function note(rule: string, what: string, actions: readonly Action[]): void {
  const script = actions.map(({ what: kind, desk, a, b }) => `${kind} ${desk} ${a} ${b}`).join('; ');
  if (!wrong.has(rule)) wrong.set(rule, `${what}, after: ${script}`);
}

/** What went wrong of a rule, with the shortest script; undefined where nothing did. */
const wrongOf = (rule: string) => wrong.get(rule);

test('the model tries everything there is, often', () => {
  expect(kinds.filter((kind) => (counts[kind] ?? 0) < 50)).toEqual([]);
  for (const what of ['fact', 'request', 'refused at the desk', 'push dies', 'push pauses'])
    expect(counts[what], what).toBeGreaterThan(50);
});

test('[S1] model: a journal is whole and linked up to where its counter stands', () =>
  expect(wrongOf('S1')).toBeUndefined());
test('[S2] model: what the server has taken of an epoch or a branch is gapless and chained', () =>
  expect(wrongOf('S2')).toBeUndefined());
test('[S4] model: an edit over what somebody else wrote since does not stand', () =>
  expect(wrongOf('S4')).toBeUndefined());
test('[S5] model: receipts are gapless and chained in their series, and no number is printed twice', () =>
  expect(wrongOf('S5')).toBeUndefined());
test('[S7] model: what was said done is in a journal, in a flushed black box or on the server, after any power cut', () =>
  expect(wrongOf('S7')).toBeUndefined());
test('[S8] model: no reader sees half a command, whatever is undone and run again', () =>
  expect(wrongOf('S8')).toBeUndefined());
test('[S9] model: what is pending has its effect, a fact always', () => expect(wrongOf('S9')).toBeUndefined());
test('[S10] model: an envelope leaves the journal with its rows, and at rest nothing is pending', () =>
  expect(wrongOf('S10')).toBeUndefined());
test('[S11] [S19] model: at rest every replica is what the server mirrors, also after a 409 at any moment', () =>
  expect(wrongOf('S19')).toBeUndefined());
test('[S12] model: a revoked desk deposits its facts and settles nothing; nothing that was said is lost', () =>
  expect(wrongOf('S12')).toBeUndefined());
test('[S15] [S16] model: kills, power cuts and a lost replica need no new epoch', () =>
  expect(wrongOf('S16')).toBeUndefined());
test('[S20] [S22] model: however often and however late it comes, each envelope takes effect once', () =>
  expect(wrongOf('S22')).toBeUndefined());
test('[S23] model: a refused request has written nothing but its refusal', () =>
  expect(wrongOf('S23')).toBeUndefined());
test('[S24] model: facts stand, and no unit is sold beyond what there is but forced, with an exception', () =>
  expect(wrongOf('S24')).toBeUndefined());
test('[S17] [S25] model: whatever throws, is of a newer release or is refused, the queue comes to rest', () =>
  expect(wrongOf('S25')).toBeUndefined());
test('[S28] model: nobody who lost the right has anything applied without an exception', () =>
  expect(wrongOf('S28')).toBeUndefined());
test('[S29] model: what left the feed stays while something pending rests on it; an erased key stays away', () =>
  expect(wrongOf('S29')).toBeUndefined());

// Each rule broken on purpose, one at a time: the model is known to bite.
test.each(Object.entries(breakages))('model, broken on purpose: %s [%s] is noticed', (broken) => {
  const name = broken as Breakage; // a key of the table
  if (kept.some((script) => script.for === name && play(script.actions, name).wrong.length > 0)) return;
  const found = fc.check(
    fc.property(script, (actions) => play(actions, name).wrong.length === 0),
    { numRuns: 2000, seed: 1, endOnFailure: true },
  );
  expect(found.failed).toBe(true);
});
