import type { Breakage } from './broken.ts';
import type { Desk, Entry, Memory } from './desk.ts';
import { followFeed } from './desk-feed.ts';
import { start } from './desk-start.ts';
import { slots } from './rows.ts';
import { type Answer, type Push, type Server, actElsewhere, openServer } from './server.ts';

/** Everything there is: two desks and their copies, a server, what is on the wire, and what people were told. */
export interface World {
  readonly server: Server;
  readonly desks: Desk[];
  /** Each with the process that sent it: its answer reaches no other. */
  readonly pushes: { readonly from: Desk; readonly process: Memory; readonly push: Push }[];
  readonly answers: { readonly to: Desk; readonly process: Memory; readonly answer: Answer }[];
  /** Envelopes of which a screen said done, each with its desk. */
  readonly said: Map<string, { readonly entry: Entry; readonly desk: Desk }>;
  /** Of which it was said too that the second copy failed. */
  readonly singleCopy: Set<string>;
  /** Facts whose every copy was destroyed by an accident that the rules do not answer for. */
  readonly excused: Set<string>;
  /** Receipt numbers that were printed, by the life of their disk. */
  readonly printed: Map<number, Map<string, string>>;
  /** What was seen to go wrong on the way: the rule, and what happened. */
  readonly wrong: { readonly rule: string; readonly what: string }[];
  readonly counts: Record<string, number>;
  made: number;
  lives: number;
}

export function openWorld(broken: ReadonlySet<Breakage>): World {
  const server = openServer(broken);
  // Something to check in, and to take cash for, from the first moment on.
  for (const slot of slots) actElsewhere(server, -1 - slot, { name: 'sell', slot });
  const desks = ['A', 'B'].map((code, life) => newDesk(code, life, broken));
  for (const desk of desks) {
    start(server, desk);
    // The first snapshot: laid aside, then put in place.
    for (let step = 0; step < 2; step++) followFeed(server, desk, 0, 0, () => undefined);
  }
  const lists = { pushes: [], answers: [], said: new Map(), singleCopy: new Set<string>(), excused: new Set<string>() };
  return { server, desks, ...lists, printed: new Map(), wrong: [], counts: {}, made: 0, lives: desks.length };
}

export function newDesk(code: string, life: number, broken: ReadonlySet<Breakage>): Desk {
  const disk = { replica: null, box: null, memory: null, backup: null };
  return { code, life, boxFull: false, latch: null, waits: null, needsEpoch: false, befallen: false, broken, ...disk };
}

export function note(world: World, rule: string, what: string): void {
  world.wrong.push({ rule, what });
}

export function tally(world: World, what: string): void {
  world.counts[what] = (world.counts[what] ?? 0) + 1;
}
