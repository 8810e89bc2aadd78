import { z } from 'zod';
import { deriveId } from '#shared/kernel/ids.ts';
import { done } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { defineRequest } from '../define.ts';
import { idField, phoneField, shortText } from '../fields.ts';
import { edit, see } from '../need.ts';
import { oneOfItsKind, unlessThere } from './one-of-its-kind.ts';
import { codeField, expectedVersionField, shareField } from './term-fields.ts';

const draft = z.object({
  expectedVersion: expectedVersionField,
  code: codeField,
  name: shortText.min(1),
  email: shortText,
  phone: phoneField,
  /** The first that speaks of a product counts; one for all products (null) stands last. */
  rules: z
    .array(z.object({ productId: idField.nullable(), basisPoints: shareField }))
    .max(200)
    .refine(
      (rules) => rules.slice(0, -1).every(({ productId }) => productId !== null),
      'the rule for all products stands last',
    )
    .refine(
      (rules) => new Set(rules.map(({ productId }) => productId)).size === rules.length,
      'a product stands twice',
    ),
  active: z.boolean(),
});

/** The id of an agent: the same wherever it is set up. */
export function agentIdOf(propertyId: string, code: string): string {
  return deriveId(propertyId, `agent/${code}`);
}

/** Sets up an agent with what it earns, or changes it [U7]; commissions that stand stay. */
export const setAgent = defineRequest({
  name: 'setAgent',
  version: 1,
  roles: ['administrator', 'manager'],
  draft,
  input: draft,
  load: ({ code }, context) => see({ agent: edit('agent', agentIdOf(context.propertyId, code)) }),
  prepare: oneOfItsKind('agent', (seen: { readonly agent: Row<'agent'> | undefined }) => seen.agent),
  decide({ agent }, input, context) {
    const { expectedVersion: _version, ...fields } = input;
    const fresh = unlessThere('agent', agent, input);
    if (!fresh.ok) return fresh;
    return done([{ type: 'AgentSet', agentId: agentIdOf(context.propertyId, fields.code), fields }]);
  },
  concerns: () => ({}),
});
