import { type Action, kinds } from './actions.ts';
import type { Breakage } from './broken.ts';

/** A script that once went wrong, and is played ever since; `for` names the breakage that it shows. */
export interface Kept {
  readonly for: Breakage;
  readonly actions: readonly Action[];
}

const written: readonly (readonly [Breakage, string])[] = [
  [
    'acknowledged-not-said',
    'command 0 2 0; back up 0 0 0; catch up 0 0 0; catch up 0 0 0; restore without box 0 0 0; refetch 0 0 0',
  ],
  ['verdict-gone-in-batch', 'command 0 2 0; back up 0 0 0; catch up 0 0 0; catch up 0 0 0; restore without box 0 0 0'],
  [
    'trimmed-whatever-hash',
    'send 3 0 0; clone 1 0 0; catch up 2 0 0; command 2 0 0; command 1 0 0; catch up 2 0 0; serve 0 0 0; hear 0 0 0; start 0 0 0',
  ],
  [
    'recovered-does-not-ask',
    'second disk full 3 0 0; command 1 8 0; catch up 1 0 0; lose replica 3 0 3; catch up 1 0 0; command 1 8 0; follow 0 0 0',
  ],
  [
    'server-ahead-not-seen',
    'second disk full 3 0 0; command 1 8 0; catch up 1 0 0; lose replica 3 0 3; catch up 1 0 0; command 1 8 0; follow 0 0 0',
  ],
  ['latch-not-minded', 'second disk full 1 0 0; command 1 8 0; lose replica 3 0 0; catch up 1 0 0; command 1 8 0'],
  ['sees-dropped', 'command 0 2 1; command 0 5 4; command 1 2 0; cut command 3 4 4; follow 0 0 0'],
  [
    'fork-off-main-only',
    'clone 0 0 0; catch up 2 0 0; command 2 0 0; clone 2 0 0; start 3 0 0; command 0 0 0; command 2 0 0; command 3 0 0; renew 0 0 0',
  ],
  ['held-not-forgotten', 'command 1 6 0; prune 0 0 0; follow 1 1 0; refetch 0 0 0; follow 0 0 0'],
  // A reinstalled machine, and then the old disk: its box must say of which epoch it is from its first byte.
  [
    'restored-not-seen',
    'back up 0 0 0; command 0 8 0; lose both 0 0 0; start 0 0 0; restore 0 0 0; start 0 0 0; command 0 8 0',
  ],
  // A row that left the feed between two snapshots is held as it was last known, and let go when nothing rests on it.
  [
    'pruned-is-deleted',
    'refetch 0 0 0; prune 0 1 0; follow 0 0 0; command 0 6 3; follow 0 0 0; kill 0 0 0; start 0 0 0',
  ],
];

export const kept: readonly Kept[] = written.map(([name, text]) => ({ for: name, actions: actionsOf(text) }));

function actionsOf(text: string): Action[] {
  return text.split('; ').map((line) => {
    const [, words = '', desk, a, b] = /^(.+) (\d+) (\d+) (\d+)$/.exec(line) ?? [];
    const what = kinds.find((kind) => kind === words);
    if (what === undefined) throw new Error(`there is no ${words}`);
    return { what, desk: Number(desk), a: Number(a), b: Number(b) };
  });
}
