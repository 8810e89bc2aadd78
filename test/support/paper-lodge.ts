import type { Refusal } from '#shared/kernel/outcome.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { foldChanges } from '#shared/commands/changes.ts';
import { type Actor, contextOf } from '#shared/commands/context.ts';
import type { DrawnNumber } from '#shared/commands/define.ts';
import { loadNow } from '#shared/commands/drive.ts';
import type { Event, EventOf, EventType } from '#shared/commands/events.ts';
import { judge, roleMay, sightsOf } from '#shared/commands/judge.ts';
import type { Condition, Need } from '#shared/commands/need.ts';
import { project } from '#shared/commands/project.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';
import type { Sight } from '#shared/sync/envelope.ts';

/** What a command came to on paper, with what a server elsewhere would need to run it again. */
export type PaperAnswer =
  | { readonly ok: true; readonly events: readonly Event[]; readonly recorded: Recorded }
  | ({ readonly ok: false } & Refusal);

export interface Recorded {
  readonly id: string;
  readonly seq: number;
  readonly name: string;
  readonly input: unknown;
  readonly sees: readonly Sight[];
  readonly actor: Actor;
}

export const receptionist: Actor = { userId: deriveId(seed(1), 'user'), name: 'Sabina Gurung', role: 'frontDesk' };
export const managerOnDuty: Actor = { userId: deriveId(seed(2), 'user'), name: 'Prakash Thapa', role: 'manager' };
export const system: Actor = { userId: deriveId(seed(3), 'user'), name: 'Cairn', role: 'system' };

/** A lodge kept in maps: the engine's own functions over the plainest store, for tests of what commands decide. */
export class PaperLodge {
  readonly rows = new Map<EntityName, Map<string, Row<EntityName>>>();
  readonly desk: string;
  /** The moment it is here; where nothing is set, a second passes with every command. */
  clock: string | undefined;
  #seq = 0;
  #numbers = { booking: 0, receipt: 0, chain: '' };

  constructor(desk = 'A') {
    this.desk = desk;
  }

  /** Lets minutes pass. */
  pass(minutes: number): void {
    this.clock = new Date(Date.parse(this.contextNow().now) + minutes * 60_000).toISOString();
  }

  get businessDate(): string {
    return this.all('property')[0]?.businessDate ?? '2026-11-20';
  }

  /** Runs a command as a desk does: draft, preparation, guard, events, rows. */
  run(name: string, draft: unknown, actor: Actor = receptionist): PaperAnswer {
    const command = commandNamed(name);
    if (command === undefined) throw new Error(`no command ${name}`);
    const seq = this.#seq + 1;
    const context = this.#context(seq, actor, 'desk');
    const given = command.draft.parse(draft);
    const numbers = { ...this.#numbers };
    const loaded = loadNow(command.load(given, context), (need) => this.answer(need));
    const prepared = command.prepare(loaded.seen, given, context, {
      draw: (series) => draw(numbers, series, this.desk),
      chain: (hash) => void (numbers.chain = hash),
      newKey: () => {},
      mayPromise: true,
      // On paper texts stay plain: no command looks into them.
      seal: (_guestId, text) => text,
    });
    if (!prepared.ok) return prepared;
    const input = command.input.parse(prepared.value);
    if (command.kind === 'fact') {
      const guarded = command.guard(loaded.seen, input, context);
      if (!guarded.ok) return guarded;
    }
    const judged = judge({
      command,
      input,
      seen: loaded.seen,
      rows: loaded.rows,
      sees: undefined,
      context,
      mayAct: roleMay(command, actor.role),
      wasRefused: () => false,
    });
    if (judged.outcome === 'refused') return { ok: false, ...judged.refusal };
    this.#seq = seq;
    this.#numbers = numbers;
    this.#apply(judged.events, context);
    return {
      ok: true,
      events: judged.events,
      recorded: { id: context.envelopeId, seq, name, input, sees: sightsOf(loaded.rows), actor },
    };
  }

  /** Runs what was recorded elsewhere, as a server does. */
  receive(recorded: Recorded, desk: string, mayAct = true): ReturnType<typeof judge> {
    const command = commandNamed(recorded.name);
    if (command === undefined) throw new Error(`no command ${recorded.name}`);
    const context = contextOf({
      ...this.#context(recorded.seq, recorded.actor, 'server'),
      envelopeId: recorded.id,
      deskCode: desk,
      writer: `${desk}/1/${recorded.seq}`,
    });
    const loaded = loadNow(command.load(recorded.input, context), (need) => this.answer(need));
    const judged = judge({
      command,
      ...recorded,
      seen: loaded.seen,
      rows: loaded.rows,
      context,
      mayAct,
      wasRefused: (writer) => this.refused.has(writer),
    });
    if (judged.outcome === 'refused') this.refused.add(context.writer);
    else this.#apply(judged.events, context, command.kind === 'fact');
    return judged;
  }

  readonly refused = new Set<string>();

  answer(need: Need): readonly Row<EntityName>[] {
    const table = [...(this.rows.get(need.entity)?.values() ?? [])].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const found =
      need.ids === undefined
        ? table.filter((row) => (need.where ?? []).every((condition) => holds(row, condition)))
        : table.filter((row) => need.ids?.includes(row.id));
    return found.slice(0, need.limit ?? found.length);
  }

  all<E extends EntityName>(entity: E): Row<E>[] {
    // The map of an entity holds that entity's rows.
    return [...(this.rows.get(entity)?.values() ?? [])] as unknown as Row<E>[];
  }

  one<E extends EntityName>(entity: E, id: string): Row<E> {
    const row = this.all(entity).find((found) => found.id === id);
    if (row === undefined) throw new Error(`no ${entity} ${id}`);
    return row;
  }

  /** A copy, as a desk's replica is one of the server's rows. */
  copy(desk: string): PaperLodge {
    const copy = new PaperLodge(desk);
    for (const [entity, table] of this.rows) copy.rows.set(entity, new Map(table));
    return copy;
  }

  /** A context as a decision here and now would have. */
  contextNow(): ReturnType<typeof contextOf> {
    return this.#context(this.#seq + 1, system, 'server');
  }

  #apply(events: readonly Event[], context: ReturnType<typeof contextOf>, lenient = false): void {
    const changes = events.flatMap((event, index) => project(event, context.id(`event/${index}`)));
    const writes = foldChanges(changes, (entity, id) => this.rows.get(entity)?.get(id), context, lenient);
    for (const write of writes) {
      const table = this.rows.get(write.entity) ?? new Map<string, Row<EntityName>>();
      this.rows.set(write.entity, table.set(write.id, write.after));
    }
  }

  #context(seq: number, actor: Actor, side: 'desk' | 'server') {
    return contextOf({
      tenantId: seed(7),
      propertyId: seed(8),
      envelopeId: seed(1000 + seq, this.desk),
      writer: `${this.desk}/1/${seq}`,
      actor,
      deskCode: this.desk,
      now: this.clock ?? new Date(Date.UTC(2026, 10, 20, 5, 0, seq)).toISOString(),
      businessDate: this.businessDate,
      side,
    });
  }
}

/** The event of a type among an answer's events; throws when it was refused or is not there. */
export function eventOf<T extends EventType>(answer: PaperAnswer, type: T): EventOf<T> {
  if (!answer.ok) throw new Error(`refused: ${answer.reason} ${JSON.stringify(answer.detail)}`);
  const found = answer.events.find((event): event is EventOf<T> => event.type === type);
  if (found === undefined) throw new Error(`no ${type} among ${answer.events.map((event) => event.type).join(', ')}`);
  return found;
}

function draw(
  numbers: { booking: number; receipt: number; chain: string },
  series: 'receipt' | 'booking',
  desk: string,
): DrawnNumber {
  numbers[series] += 1;
  return { series: series === 'receipt' ? `${desk}26` : desk, number: numbers[series], previousHash: numbers.chain };
}

function holds(row: Row<EntityName>, { field, is, value }: Condition): boolean {
  const found: unknown = Reflect.get(row, field);
  if (is === 'in') return Array.isArray(value) && value.includes(String(found));
  if (is === 'not in') return Array.isArray(value) && !value.includes(String(found));
  if (is === '=') return found === value;
  if (found === null || value === null) return false;
  const [left, right] = [String(found), String(value)];
  return is === '<' ? left < right : is === '<=' ? left <= right : is === '>' ? left > right : left >= right;
}

function seed(number: number, desk = ''): string {
  const place = desk === '' ? 0 : desk.charCodeAt(0);
  return `019a9000-${String(place).padStart(4, '0')}-7000-8000-${String(number).padStart(12, '0')}`;
}
