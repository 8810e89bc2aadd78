import { z } from 'zod';
import { done } from '#shared/kernel/outcome.ts';
import type { Fields } from '#shared/schema/entities.ts';
import type { Made } from '../events.ts';
import { asIs, defineRequest } from '../define.ts';
import { insert } from '../changes.ts';
import type { ProjectionsOf } from '../projection.ts';
import { see } from '../need.ts';

const draft = z.object({
  command: z.string().max(40),
  reason: z.enum(['sold-out', 'quota-reached']),
  /** What the refusal said: the day, the departure or room type, and what was asked for. */
  detail: z.record(z.string(), z.unknown()),
});

/** Somebody without a desk found nothing left. */
export type OutsideEvent = { readonly type: 'TurnedAway'; readonly refusal: Made<'refusal'> };

export const outsideProjections: ProjectionsOf<OutsideEvent> = {
  TurnedAway: (event) => [insert('refusal', event.refusal.id, event.refusal.fields)],
};

/**
 * Keeps that a buyer without a desk was refused for want of units, for who asks desks for what they do not use [S31]. It waits for
 * nobody: the buyer was told, and is gone.
 */
export const noteTurnedAway = defineRequest({
  name: 'noteTurnedAway',
  version: 1,
  roles: ['system'],
  draft,
  input: draft,
  load: () => see({}),
  prepare: asIs,
  decide(_seen, { command, reason, detail }, context) {
    const fields: Fields<'refusal'> = {
      deskCode: context.deskCode,
      envelopeId: context.envelopeId,
      command,
      input: {},
      reason,
      detail,
      alternatives: [],
      concerns: {},
      status: 'dismissed',
      answeredBy: context.actor.name,
    };
    return done([{ type: 'TurnedAway', refusal: { id: context.id('refusal'), fields } }]);
  },
  concerns: () => ({}),
});
