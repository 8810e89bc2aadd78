import { type RowChange, type RowWrite, foldChanges, insert } from '#shared/commands/changes.ts';
import type { Context } from '#shared/commands/context.ts';
import type { Event } from '#shared/commands/events.ts';
import { openException } from '#shared/commands/exceptions.ts';
import { project } from '#shared/commands/project.ts';
import type { Refusal } from '#shared/kernel/outcome.ts';
import type { Alternative, Concern } from '#shared/schema/answers.ts';
import type { Envelope, VerdictAnswer } from '#shared/sync/envelope.ts';
import { storableJson, storableText } from '#sync-server/store/sql-literal.ts';
import { eventId } from '#sync-server/store/write-rows.ts';
import { moneySetAside } from './set-aside-money.ts';

/** What one envelope came to, ready to be written. */
export interface Settlement {
  readonly verdict: Omit<VerdictAnswer, 'seq'>;
  readonly writes: readonly RowWrite[];
  readonly events: readonly Event[];
}

/** A request that is not to be, before its refusal is written. */
export interface Refused {
  readonly refusal: Refusal;
  readonly concerns: Concern;
}

/** A command that goes through; its exceptions, if any, are the verdict's reason. */
export function settledBy(events: readonly Event[], writes: readonly RowWrite[]): Settlement {
  const opened = events.flatMap((event) => (event.type === 'ExceptionOpened' ? [event.exception] : []));
  const verdict =
    opened[0] === undefined
      ? { outcome: 'applied' as const, reason: '', detail: {} }
      : {
          outcome: 'exception' as const,
          reason: opened[0].fields.kind,
          detail: { exceptionIds: opened.map((exception) => exception.id) },
        };
  return { verdict, writes, events };
}

/** A refused request: a row for its desk's inbox with the reason, the alternatives and the input [S23]. */
export function settledByRefusal(
  envelope: Envelope,
  context: Context,
  { refusal, concerns }: Refused,
  alternatives: readonly Alternative[],
): Settlement {
  const refusalId = context.id('refusal');
  const row = insert('refusal', refusalId, {
    deskCode: context.deskCode,
    envelopeId: context.envelopeId,
    command: storableText(envelope.name),
    input: storableJson(envelope.input),
    reason: refusal.reason,
    // A detail is a record, and stays one when it is wrapped.
    detail: storableJson(refusal.detail) as Readonly<Record<string, unknown>>,
    alternatives: alternatives.map((alternative) => answering(alternative, refusalId)),
    concerns: storableJson(concerns) as Concern, // likewise; a wrapped one concerns nobody that can be named
    status: 'open',
    answeredBy: '',
  });
  return {
    verdict: {
      outcome: 'refused',
      reason: refusal.reason,
      detail: { ...(storableJson(refusal.detail) as Readonly<Record<string, unknown>>), retryable: refusal.retryable },
    },
    writes: newRows([row], context),
    events: [],
  };
}

/** An alternative that, once taken, answers the refusal it came with: one click does both [S23]. */
function answering(alternative: Alternative, refusalId: string): Alternative {
  const { input } = alternative;
  return typeof input === 'object' && input !== null
    ? { ...alternative, input: { ...input, answersRefusal: refusalId } }
    : alternative;
}

/**
 * A fact that cannot be understood or carried out here: kept word for word as an exception [S25]. Cash is not posted by that;
 * the exception says so, with how much, whose and under which receipt, so that a manager can act.
 */
export function setAsideFact(
  envelope: Envelope,
  context: Context,
  why: 'failed' | 'unknown-version' | 'wrong-input',
): Settlement {
  const money = moneySetAside(envelope);
  const event = openException(context, {
    label: 'set-aside',
    kind: `set-aside-${why}`,
    detail: {
      command: storableText(envelope.name),
      version: envelope.version,
      ...money?.detail,
      envelope: JSON.stringify(envelope),
    },
    remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
    concerns: money?.concerns ?? {},
  });
  return settledBy([event], newRows(project(event, eventId(context, 0)), context));
}

/** The same settlement with the exception that tells of a fork: two installations share one identity [S22]. */
export function withForkOpened(
  settlement: Settlement,
  envelope: Envelope,
  context: Context,
  branch: number,
): Settlement {
  const event = openException(context, {
    label: 'fork',
    kind: 'desk-forked',
    detail: { desk: envelope.desk, epoch: envelope.epoch, seq: envelope.seq, branch },
    remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
    concerns: {},
  });
  const changes = project(event, eventId(context, settlement.events.length));
  const events = [...settlement.events, event];
  const writes = [...settlement.writes, ...newRows(changes, context)];
  return settlement.verdict.outcome === 'refused' ? { ...settlement, events, writes } : settledBy(events, writes);
}

/** The same sale with the exception that tells of it: its desk may not sell any more, and had promised it [S33]. Who is no sale is not told of. */
export function withDepositTold(settlement: Settlement, why: Refusal, context: Context): Settlement {
  const { events, writes } = settlement;
  const [booking] = events.flatMap((event) =>
    event.type === 'ItemsHeld' || event.type === 'StayBooked' ? [event.booking] : [],
  );
  if (booking === undefined) return settlement;
  const { guestId, number, total, currency } = booking.fields;
  const event = openException(context, {
    label: 'deposited',
    kind: 'promise-deposited',
    detail: why.detail,
    remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
    concerns: { guestId, bookingId: booking.id, bookingNumber: number, amount: total, currency },
  });
  const changes = project(event, eventId(context, events.length));
  return settledBy([...events, event], [...writes, ...newRows(changes, context)]);
}

/** Writes of rows that are new for certain. */
export function newRows(changes: readonly RowChange[], context: Context): readonly RowWrite[] {
  return foldChanges(changes, () => undefined, context);
}
