/** Virtual time, and what is to happen in it: one thing after the other, each finished before the next begins. */
export interface Schedule {
  /** Milliseconds since 1970, by the true clock of the run. */
  readonly now: number;
  /** Plans something after so many milliseconds; what comes back calls it off. */
  after(ms: number, work: () => void | Promise<void>): () => void;
  /** Carries out all that is due up to then, and stands there. */
  until(time: number): Promise<void>;
  /** Carries out the next thing if it is due up to `limit`; false where nothing is. */
  step(limit: number): Promise<boolean>;
}

interface Planned {
  readonly at: number;
  readonly order: number;
  readonly work: () => void | Promise<void>;
  off: boolean;
}

export function scheduleFrom(start: number): Schedule {
  let now = start;
  let orders = 0;
  const heap: Planned[] = [];
  const schedule: Schedule = {
    get now() {
      return now;
    },
    after(ms, work) {
      const planned: Planned = { at: now + Math.max(0, ms), order: orders++, work, off: false };
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
        await first.work();
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
