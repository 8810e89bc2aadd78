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

const holds = (rule: string) => () => expect(wrong.get(rule)).toBeUndefined();

test('the model tries everything there is, often', () => {
  expect(kinds.filter((kind) => (counts[kind] ?? 0) < 100)).toEqual([]);
  for (const what of ['fact', 'request', 'refused at the desk', 'push dies', 'push pauses'])
    expect(counts[what], what).toBeGreaterThan(100);
});

test('[S1] model: a journal is whole and linked up to where its counter stands', holds('S1'));
test('[S2] model: what the server has taken of an epoch or a branch is gapless and chained', holds('S2'));
test('[S4] model: an edit over what somebody else wrote since does not stand', holds('S4'));
test('[S5] model: receipts are gapless and chained in their series, and no number is printed twice', holds('S5'));
test(
  '[S7] model: what was said done is in a journal, in a flushed black box or on the server, after any power cut',
  holds('S7'),
);
test('[S8] model: no reader sees half a command, whatever is undone and run again', holds('S8'));
test('[S9] model: what is pending has its effect, a fact always', holds('S9'));
test('[S10] model: an envelope leaves the journal with its rows, and at rest nothing is pending', holds('S10'));
test(
  '[S11] [S19] model: at rest every replica is what the server mirrors, also after a 409 at any moment',
  holds('S19'),
);
test('[S12] model: a revoked desk deposits its facts and settles nothing; nothing that was said is lost', holds('S12'));
test('[S15] [S16] model: kills, power cuts and a lost replica need no new epoch', holds('S16'));
test('[S20] [S22] model: however often and however late it comes, each envelope takes effect once', holds('S22'));
test('[S23] model: a refused request has written nothing but its refusal', holds('S23'));
test('[S24] model: facts stand, and no unit is sold beyond what there is but forced, with an exception', holds('S24'));
test('[S17] [S25] model: whatever throws, is of a newer release or is refused, the queue comes to rest', holds('S25'));
test('[S28] model: nobody who lost the right has anything applied without an exception', holds('S28'));
test(
  '[S29] model: what left the feed stays while something pending rests on it; an erased key stays away',
  holds('S29'),
);

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
