import { type Outcome, done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Context } from '../context.ts';
import type { Event } from '../events.ts';
import { lock } from '../need.ts';

/** The refused request that a new one stands in for, where it does: locked, since one answer is enough. */
export const refusalAnswered = (refusalId: string | undefined) => lock('refusal', refusalId ?? '');

/** What taking an alternative does to the refusal it came with [S23]: nothing where there is none; refused as `already-answered` where somebody did. */
export function answerRefusal(refusal: Row<'refusal'> | undefined, context: Context): Outcome<readonly Event[]> {
  if (refusal === undefined) return done([]);
  if (refusal.status !== 'open') return refuse('already-answered', { by: refusal.answeredBy });
  return done([{ type: 'RefusalAnswered', refusalId: refusal.id, status: 'answered', by: context.actor.name }]);
}
