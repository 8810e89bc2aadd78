import type { Refusal } from '#shared/kernel/outcome.ts';
import type { Role } from '#shared/schema/words.ts';
import type { Sight } from './sight.ts';
import type { Concern } from '#shared/schema/answers.ts';
import type { Context } from './context.ts';
import type { Command } from './define.ts';
import type { SeenRow } from './drive.ts';
import { openException } from './exceptions.ts';
import type { Event } from './events.ts';

/** What a recorded command comes to: its events, with an exception among them or not, or a refusal. */
export type Judgement =
  | { readonly outcome: 'applied' | 'exception'; readonly events: readonly Event[] }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/** A recorded command with what it loaded here. */
export interface Case {
  readonly command: Command;
  readonly input: unknown;
  readonly seen: unknown;
  readonly rows: readonly SeenRow[];
  /** What it relied on when it was made; undefined where it is made here and now. */
  readonly sees: readonly Sight[] | undefined;
  readonly context: Context;
  /** The actor's rights as they are in force here [S28]. */
  readonly mayAct: boolean;
  /** Whether the envelope of this writer was refused here (on a desk: stands without effect). */
  readonly wasRefused: (writer: string) => boolean;
}

/**
 * Decides a recorded command, on a desk's replay and on the server alike: a request is conflict-checked [S4] and decided,
 * a fact is recorded whatever it finds [S24], with an exception for a guard or a right that fails [S6, S28].
 */
export function judge({ command, input, seen, rows, sees, context, mayAct, wasRefused }: Case): Judgement {
  if (command.kind === 'request') {
    if (!mayAct) return refused('no-right', { role: context.actor.role, command: command.name });
    const conflict = sees === undefined ? undefined : conflictOf(rows, sees, wasRefused);
    if (conflict !== undefined) return { outcome: 'refused', refusal: conflict };
    const decided = command.decide(seen, input, context);
    if (!decided.ok) return { outcome: 'refused', refusal: decided };
    return { outcome: outcomeOf(decided.value), events: decided.value };
  }
  const events = [...command.record(seen, input, context)];
  const contradicted = events.some((event) => event.type === 'ExceptionOpened');
  if (!contradicted) {
    const guarded = mayAct
      ? command.guard(seen, input, context)
      : { ok: false as const, reason: 'no-right' as const, detail: {} };
    if (!guarded.ok)
      events.push(guardException(guarded.reason, guarded.detail, command.concerns(seen, input), context, command.name));
  }
  return { outcome: outcomeOf(events), events };
}

/** A sale that was promised stands whatever is found, and then opens an exception as a fact does [S33]. */
function outcomeOf(events: readonly Event[]): 'applied' | 'exception' {
  return events.some((event) => event.type === 'ExceptionOpened') ? 'exception' : 'applied';
}

/** What an envelope relied on, from the rows that its loader was given [S4]. Peeks are words, not reliance. */
export function sightsOf(rows: readonly SeenRow[]): Sight[] {
  const edited = rows.filter((row) => row.mode === 'edit');
  return [
    ...new Map(
      edited.map((row): [string, Sight] => [`${row.entity}/${row.id}`, [row.entity, row.id, row.writer]]),
    ).values(),
  ];
}

/** Whether the actor's role may run the command. */
export function roleMay(command: Command, role: Role): boolean {
  return role === 'system' || command.roles.includes(role);
}

function conflictOf(
  rows: readonly SeenRow[],
  sees: readonly Sight[],
  wasRefused: Case['wasRefused'],
): Refusal | undefined {
  const now = new Map(rows.map((row) => [`${row.entity}/${row.id}`, row.writer]));
  for (const [entity, id, saw] of sees) {
    const found = now.get(`${entity}/${id}`);
    if (found === undefined || found === saw) continue;
    // What it saw was its own pending write, and that write did not come to stand: it falls with that cause [S23].
    const fell = saw !== '' && wasRefused(saw);
    return {
      reason: fell ? 'depends-on-refused' : 'changed-elsewhere',
      retryable: false,
      detail: { entity, id, saw, found },
    };
  }
  return undefined;
}

function guardException(
  reason: string,
  detail: Readonly<Record<string, unknown>>,
  concerns: Concern,
  context: Context,
  command: string,
): Event {
  return openException(context, {
    label: 'guard',
    kind: `guard-${reason}`,
    detail: { ...detail, command },
    remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
    concerns,
  });
}

function refused(reason: Refusal['reason'], detail: Readonly<Record<string, unknown>>): Judgement {
  return { outcome: 'refused', refusal: { reason, retryable: false, detail } };
}
