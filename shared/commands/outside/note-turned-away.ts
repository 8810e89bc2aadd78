import { z } from 'zod';
import type { Instant } from '#shared/kernel/dates.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { done } from '#shared/kernel/outcome.ts';
import type { Fields, Row } from '#shared/schema/entities.ts';
import { insert, patch } from '../changes.ts';
import { asIs, defineRequest } from '../define.ts';
import type { Made } from '../events.ts';
import { dayField, idField } from '../fields.ts';
import { lock, see } from '../need.ts';
import type { ProjectionsOf } from '../projection.ts';

/** Who was turned away outside is gone; for so long others are likely to come for the same. Milliseconds. */
export const TURNED_AWAY_MS = 900_000;

const draft = z.object({
  command: z.string().max(40),
  reason: z.enum(['sold-out', 'quota-reached']),
  /** What the refusal said: the day, the departure or room type, and how many units were asked for. */
  detail: z.looseObject({ resourceId: idField, date: dayField, units: z.number().int().min(0).optional() }),
});
type Draft = z.infer<typeof draft>;

/** Somebody without a desk found nothing left; `again` where the same was wanted in vain before. */
export type OutsideEvent = {
  readonly type: 'TurnedAway';
  readonly refusal: Made<'refusal'>;
  readonly again: boolean;
};

export const outsideProjections: ProjectionsOf<OutsideEvent> = {
  TurnedAway: ({ refusal: { id, fields }, again }) => [
    again ? patch('refusal', id, fields) : insert('refusal', id, fields),
  ],
};

/**
 * Keeps that a buyer without a desk was refused for want of units, for who asks desks for what they do not use [S31]. It waits for
 * nobody: the buyer was told, and is gone. One row for each slot, reason and group, whatever crowd comes: every desk carries it.
 */
export const noteTurnedAway = defineRequest({
  name: 'noteTurnedAway',
  version: 1,
  roles: ['system'],
  draft,
  input: draft,
  load: (given) => see({ before: lock('refusal', rowOf(given)) }),
  prepare: asIs,
  decide({ before }, given, context) {
    const { command, reason, detail } = given;
    const fields: Fields<'refusal'> = {
      deskCode: context.deskCode,
      envelopeId: context.envelopeId,
      command,
      input: {},
      reason,
      detail: { ...detail, ...mostWanted(before, detail.units ?? 1, context.arrivedAt) },
      alternatives: [],
      concerns: {},
      status: 'dismissed',
      answeredBy: context.actor.name,
    };
    return done([{ type: 'TurnedAway', refusal: { id: rowOf(given), fields }, again: before !== undefined }]);
  },
  concerns: () => ({}),
});

function rowOf({ reason, detail }: Draft): string {
  return deriveId(detail.resourceId, `turned-away/${detail.date}/${reason}/${String(detail['group'] ?? '')}`);
}

/** Whoever finds nothing tries again, and others do after them: the largest party of late stands for all, and since when it does. */
function mostWanted(before: Row<'refusal'> | undefined, units: number, now: Instant) {
  const { units: most, at } = before?.detail ?? {};
  const stands = typeof at === 'string' && Date.parse(now) - Date.parse(at) <= TURNED_AWAY_MS && Number(most) > units;
  return stands ? { units: Number(most), at } : { units, at: now };
}
