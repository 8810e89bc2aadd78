import { z } from 'zod';
import { deriveId } from '#shared/kernel/ids.ts';
import { done } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { bookingSources, channelGroups } from '#shared/schema/words.ts';
import { defineRequest } from '../define.ts';
import { shortText } from '../fields.ts';
import { edit, see } from '../need.ts';
import { oneOfItsKind, unlessThere } from './one-of-its-kind.ts';
import { codeField, expectedVersionField, minutesField, positionField, shareField } from './term-fields.ts';

const draft = z.object({
  expectedVersion: expectedVersionField,
  code: codeField,
  name: shortText.min(1),
  source: z.enum(bookingSources),
  channelGroup: z.enum(channelGroups),
  holdMinutes: minutesField,
  collects: z.enum(['property', 'channel']),
  commissionBasisPoints: shareField,
  mayOverbook: z.boolean(),
  cutoffMinutes: minutesField,
  position: positionField,
  active: z.boolean(),
});

/** The id of a channel: the same wherever it is set up. */
export function channelIdOf(propertyId: string, code: string): string {
  return deriveId(propertyId, `channel/${code}`);
}

/** Sets up a way in which bookings come, or changes what it does [I12]. */
export const setChannel = defineRequest({
  name: 'setChannel',
  version: 1,
  roles: ['administrator', 'manager'],
  draft,
  input: draft,
  load: ({ code }, context) => see({ channel: edit('channel', channelIdOf(context.propertyId, code)) }),
  prepare: oneOfItsKind('channel', (seen: { readonly channel: Row<'channel'> | undefined }) => seen.channel),
  decide({ channel }, input, context) {
    const { expectedVersion: _version, ...fields } = input;
    const fresh = unlessThere('channel', channel, input);
    if (!fresh.ok) return fresh;
    return done([{ type: 'ChannelSet', channelId: channelIdOf(context.propertyId, fields.code), fields }]);
  },
  concerns: () => ({}),
});
