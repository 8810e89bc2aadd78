import { z } from 'zod';
import { done } from '#shared/kernel/outcome.ts';
import { roles } from '#shared/schema/words.ts';
import { asIs, defineRequest } from '../define.ts';
import { shortText } from '../fields.ts';
import { see } from '../need.ts';

const draft = z.object({
  name: shortText.min(1),
  initials: z.string().min(1).max(3),
  role: z.enum(roles).exclude(['system']),
  /** argon2id, encoded; never the PIN itself. */
  pinHash: z.string().startsWith('$argon2id$').max(300),
});

export const addUser = defineRequest({
  name: 'addUser',
  version: 1,
  roles: ['administrator'],
  draft,
  input: draft,
  load: () => see({}),
  prepare: asIs,
  decide: (_seen, input, context) =>
    done([{ type: 'UserAdded', user: { id: context.id('user'), fields: { ...input, active: true } } }]),
  concerns: () => ({}),
});
