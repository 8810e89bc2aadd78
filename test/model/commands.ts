import { type Row, type Writes, capacity, count, hashText } from './rows.ts';

/** What people mean, in the toy lodge: sales, moves and cancellations are requests; check-ins and cash are facts. */
export type Input =
  | { readonly name: 'sell'; readonly slot: number }
  | { readonly name: 'move'; readonly stay: string; readonly slot: number }
  | { readonly name: 'cancel'; readonly stay: string }
  | { readonly name: 'checkIn'; readonly stay: string; readonly slot: number; readonly room: number }
  | { readonly name: 'takeCash'; readonly stay: string; readonly amount: number; readonly receipt: Receipt }
  | { readonly name: 'addGuest'; readonly sealed: string }
  /** Throws on the server and nowhere else: a bug of a release. */
  | { readonly name: 'faulty'; readonly fact: boolean };

/** A receipt as it was printed [S5]. */
export interface Receipt {
  readonly series: string;
  readonly number: number;
  readonly previous: string;
  readonly hash: string;
}

export interface Envelope {
  readonly desk: string;
  readonly epoch: number;
  readonly seq: number;
  readonly id: string;
  readonly version: number;
  readonly input: Input;
  readonly sees: readonly (readonly [key: string, writer: string])[];
  readonly prevHash: string;
  readonly hash: string;
}

export type Judgement =
  | { readonly refused: string }
  | { readonly refused: null; readonly writes: Writes; readonly contradicted: boolean };

export interface Case {
  readonly input: Input;
  readonly id: string;
  readonly writer: string;
  readonly get: (key: string) => Row | undefined;
  /** Undefined where the command is made here and now. */
  readonly sees: Envelope['sees'] | undefined;
  readonly mayAct: boolean;
  readonly wasRefused: (writer: string) => boolean;
  readonly onServer: boolean;
}

export function isFact(input: Input): boolean {
  return input.name === 'checkIn' || input.name === 'takeCash' || (input.name === 'faulty' && input.fact);
}

export function hashOf({ desk, epoch, seq, id, version, input, sees, prevHash }: Omit<Envelope, 'hash'>): string {
  return hashText(JSON.stringify([desk, epoch, seq, id, version, input, sees, prevHash]));
}

export function writerOf({ desk, epoch, seq }: Pick<Envelope, 'desk' | 'epoch' | 'seq'>): string {
  return `${desk}/${epoch}/${seq}`;
}

/** The rows whose last writer a command relies on [S4]. */
export function editedBy(input: Input): readonly string[] {
  return input.name === 'move' || input.name === 'cancel' ? [`stay/${input.stay}`] : [];
}

/** Decides a request, records a fact: on a desk, on its replay, on the server [S4, S6, S23, S24, S28]. */
export function judge(given: Case): Judgement {
  const { input, id, writer, get, sees, mayAct, wasRefused, onServer } = given;
  if (input.name === 'faulty' && onServer) throw new Error('a bug of this release');
  const fact = isFact(input);
  if (!fact && !mayAct) return { refused: 'no-right' };
  for (const [key, saw] of fact ? [] : (sees ?? [])) {
    const found = String(get(key)?.['writer'] ?? '');
    if (found !== saw) return { refused: wasRefused(saw) ? 'depends-on-refused' : 'changed-elsewhere' };
  }
  const writes: Writes = new Map();
  const at = (key: string) => (writes.has(key) ? (writes.get(key) ?? undefined) : get(key));
  const set = (key: string, fields: Row) => void writes.set(key, { ...at(key), ...fields, writer });
  let contradicted = false;
  const except = (label: string, fields: Row = {}) => {
    contradicted = true;
    set(`exception/${id}/${label}`, { kind: label, ...fields });
  };
  /** Takes a unit; one that is not there only by a fact, and with an open exception [S24]. */
  const take = (slot: number) => {
    const taken = count(at(`slot/${slot}`), 'taken') + 1;
    set(`slot/${slot}`, { taken, forced: Math.max(0, taken - capacity) });
    if (taken > capacity) except('forced', { slot });
  };
  const free = (slot: number) => {
    const taken = count(at(`slot/${slot}`), 'taken') - 1;
    set(`slot/${slot}`, { taken, forced: Math.max(0, taken - capacity) });
  };
  const isFull = (slot: number) => count(at(`slot/${slot}`), 'taken') >= capacity;
  const refused = run();
  if (refused !== null) return { refused };
  if (fact && !mayAct && !contradicted) except('guard');
  return { refused: null, writes, contradicted };

  function run(): string | null {
    switch (input.name) {
      case 'sell':
        if (isFull(input.slot)) return 'sold-out';
        take(input.slot);
        set(`stay/${id}`, { slot: input.slot, state: 'booked', room: null });
        return null;
      case 'move':
      case 'cancel': {
        const stay = at(`stay/${input.stay}`);
        if (stay?.['state'] !== 'booked') return 'invalid-transition';
        if (input.name === 'move' && (input.slot === stay['slot'] || isFull(input.slot))) return 'sold-out';
        free(Number(stay['slot']));
        if (input.name === 'move') take(input.slot);
        set(`stay/${input.stay}`, input.name === 'move' ? { slot: input.slot } : { state: 'cancelled' });
        return null;
      }
      case 'checkIn':
        checkIn(input);
        return null;
      case 'takeCash':
        set(`receipt/${id}`, { ...input.receipt, amount: input.amount });
        if (at(`stay/${input.stay}`) === undefined) except('no-booking');
        return null;
      case 'addGuest':
        set(`guest/${id}`, { sealed: input.sealed });
        return null;
      case 'faulty':
        set(`note/${id}`, {});
        return null;
    }
  }

  function checkIn({ stay: name, slot, room }: Extract<Input, { name: 'checkIn' }>): void {
    const stay = at(`stay/${name}`);
    if (stay === undefined) except('no-booking');
    if (stay?.['state'] === 'in') return except('already-in');
    if (stay?.['state'] !== 'booked') take(slot);
    const inTheWay = at(`room/${room}`)?.['stay'] ?? null;
    if (inTheWay !== null) {
      except('room-occupied');
      set(`stay/${inTheWay}`, { room: null });
    }
    set(`stay/${name}`, { slot: stay?.['state'] === 'booked' ? (stay['slot'] ?? slot) : slot, state: 'in', room });
    set(`room/${room}`, { stay: name });
  }
}
