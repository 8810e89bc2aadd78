import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField } from '../fields.ts';
import { edit, see } from '../need.ts';

const draft = z.object({ refusalId: idField });

/** A refused request is let go: the guest was told, nothing takes its place. */
export const dismissRefusal = defineRequest({
  name: 'dismissRefusal',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator'],
  draft,
  input: draft,
  load: ({ refusalId }) => see({ refusal: edit('refusal', refusalId) }),
  prepare: asIs,
  decide({ refusal }, { refusalId }, context) {
    if (refusal === undefined) return refuse('not-found', { entity: 'refusal' });
    if (refusal.status !== 'open') return refuse('already-answered', { by: refusal.answeredBy });
    return done([{ type: 'RefusalAnswered', refusalId, status: 'dismissed', by: context.actor.name }]);
  },
  concerns: ({ refusal }) => refusal?.concerns ?? {},
});
