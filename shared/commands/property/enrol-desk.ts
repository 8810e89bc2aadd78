import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { shortText } from '../fields.ts';
import { lockAll, see, where } from '../need.ts';

const draft = z.object({ code: z.string().regex(/^[A-Z][A-Z0-9]{0,3}$/), name: shortText.min(1) });

/** Enrols a desk under its short code, in its first epoch. Only the server itself runs it: a desk is nothing without its key and token. */
export const enrolDesk = defineRequest({
  name: 'enrolDesk',
  version: 1,
  roles: [],
  draft,
  input: draft,
  load: ({ code }) => see({ same: lockAll('desk', [where('code', '=', code)]) }),
  prepare: asIs,
  decide({ same }, { code, name }, context) {
    if (same.length > 0) return refuse('already-exists', { entity: 'desk', code });
    return done([
      { type: 'DeskEnrolled', desk: { id: context.id('desk'), fields: { code, name, status: 'active', epoch: 1 } } },
    ]);
  },
  concerns: () => ({}),
});
