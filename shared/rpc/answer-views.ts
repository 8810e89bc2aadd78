import { z } from 'zod';
import { refusalReasons } from '#shared/kernel/outcome.ts';
import type { Alternative, Concern, Remedy } from '#shared/schema/answers.ts';

/** The figures and names of a refusal or an exception, by what they are. */
export const detailView = z.record(z.string(), z.unknown());

/** A way out of a refusal, as the command offered it. */
export const alternativeView = z.custom<Alternative>((value) => isRecordWith(value, 'command', 'string'));
/** What can be done about an exception. */
export const remedyView = z.custom<Remedy>((value) => isRecordWith(value, 'kind', 'string'));
/** Whom and what a command concerns. */
export const concernView = z.custom<Concern>((value) => typeof value === 'object' && value !== null);

/** What a command came to at this desk: its events (and with them the ids of what it made), or the refusal with its ways out. */
export const commandAnswer = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    envelopeId: z.string(),
    seq: z.number(),
    /** Whether the second copy was flushed too [S7]; `none` where the desk keeps none. */
    secondCopy: z.enum(['kept', 'failed', 'none']),
    events: z.array(z.looseObject({ type: z.string() })),
  }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(refusalReasons),
    retryable: z.boolean(),
    detail: detailView,
    alternatives: z.array(alternativeView),
  }),
]);
export type CommandAnswer = z.infer<typeof commandAnswer>;

/** What a request would come to at this moment, were it made: its events, or why it would be refused. Nothing of it is written. */
export const foresight = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), events: z.array(z.looseObject({ type: z.string() })) }),
  z.object({ ok: z.literal(false), reason: z.enum(refusalReasons), retryable: z.boolean(), detail: detailView }),
]);
export type Foresight = z.infer<typeof foresight>;

function isRecordWith(value: unknown, field: string, type: string): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, field) === type;
}
