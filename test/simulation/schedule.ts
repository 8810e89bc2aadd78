/** Virtual time, and what is to happen in it: one thing after the other, each finished before the next begins, but for what may happen together. */
export interface Schedule {
  /** Milliseconds since 1970, by the true clock of the run. */
  readonly now: number;
  /** Plans something after so many milliseconds; what comes back calls it off. */
  after(ms: number, work: () => void | Promise<void>, how?: 'alone' | 'together'): () => void;
  /** Carries out all that is due up to then, and stands there. */
  until(time: number): Promise<void>;
  /** Carries out the next thing if it is due up to `limit`; false where nothing is. */
  step(limit: number): Promise<boolean>;
}

interface Planned {
  readonly at: number;
  readonly order: number;
  readonly work: () => void | Promise<void>;
  readonly how: 'alone' | 'together';
  off: boolean;
}

/** What falls due together, with nothing else between, begins at once. */
export interface Crowd {
  /** How far apart it may lie, in milliseconds; where it is 0, everything happens alone. */
  readonly within: number;
  readonly met: (many: number) => void;
}

const alone: Crowd = { within: 0, met: () => {} };

export function scheduleFrom(start: number, crowd: Crowd = alone): Schedule {
  let now = start;
  let orders = 0;
  const heap: Planned[] = [];
  /** What else may begin now. */
  function withIt(until: number): Planned[] {
    const found: Planned[] = [];
    for (let next = heap[0]; crowd.within > 0 && next !== undefined && next.at <= until; next = heap[0]) {
      if (!next.off && next.how === 'alone') break;
      pop(heap);
      if (!next.off) found.push(next);
    }
    return found;
  }

  async function all(together: readonly Planned[]): Promise<void> {
    crowd.met(together.length);
    const ends = await Promise.allSettled(together.map(async ({ work }) => work()));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  const schedule: Schedule = {
    get now() {
      return now;
    },
    after(ms, work, how = 'alone') {
      const planned: Planned = { at: now + Math.max(0, ms), order: orders++, work, how, off: false };
      push(heap, planned);
      return () => {
        planned.off = true;
      };
    },
    async step(limit) {
      for (;;) {
        const first = heap[0];
        if (first === undefined || first.at > limit) return false;
        pop(heap);
        if (first.off) continue;
        now = first.at;
        const others = first.how === 'together' ? withIt(Math.min(limit, first.at + crowd.within)) : [];
        if (others.length === 0) await first.work();
        else await all([first, ...others]);
        await settled();
        return true;
      }
    },
    async until(time) {
      while (await schedule.step(time));
      now = Math.max(now, time);
    },
  };
  return schedule;
}

/** Rounds of the event loop in which what an answer set going comes to rest: it waits for nothing but promises. */
const ROUNDS = 6;

/** Lets everything that was set going come to rest. */
export async function settled(): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) await new Promise(setImmediate);
}

function before(a: Planned, b: Planned): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Planned[], planned: Planned): void {
  heap.push(planned);
  let at = heap.length - 1;
  while (at > 0) {
    const up = (at - 1) >> 1;
    const [child, parent] = [heap[at], heap[up]];
    if (child === undefined || parent === undefined || !before(child, parent)) return;
    heap[at] = parent;
    heap[up] = child;
    at = up;
  }
}

function pop(heap: Planned[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  let at = 0;
  for (;;) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    let least = at;
    for (const child of [left, right]) {
      const [a, b] = [heap[child], heap[least]];
      if (a !== undefined && b !== undefined && before(a, b)) least = child;
    }
    if (least === at) return;
    const [a, b] = [heap[at], heap[least]];
    if (a === undefined || b === undefined) return;
    heap[at] = b;
    heap[least] = a;
    at = least;
  }
}
