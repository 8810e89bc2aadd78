import { z } from 'zod';
import { done } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { openException } from '../exceptions.ts';
import { idField, shortText } from '../fields.ts';
import { peek, see } from '../need.ts';

const draft = z.object({
  channelId: idField.nullable(),
  /** What the reseller calls the booking. */
  externalRef: shortText,
  reason: z.string().max(40),
  /** What the refusal said: the day, the departure or room type, what was asked for and what was left. */
  detail: z.record(z.string(), z.unknown()),
});

/**
 * Tells staff that a reseller's push was refused [C2]: it has sold what is not there, its guest believes in a booking, and somebody
 * has to speak to both.
 */
export const alertRefusedPush = defineRequest({
  name: 'alertRefusedPush',
  version: 1,
  roles: ['system'],
  draft,
  input: draft,
  load: ({ channelId, detail }: z.infer<typeof draft>) =>
    see({
      channel: peek('channel', channelId ?? ''),
      departure: peek('departure', String(detail['departureId'] ?? detail['resourceId'] ?? '')),
    }),
  prepare: asIs,
  decide: ({ channel, departure }, { externalRef, reason, detail }, context) =>
    done([
      openException(context, {
        label: 'push-refused',
        kind: 'push-refused',
        detail: { ...detail, channel: channel?.name ?? '', externalRef, reason },
        remedies: [{ kind: 'acknowledge', label: {}, with: {} }],
        concerns: {
          ...wordOf('product', detail),
          ...wordOf('roomType', detail),
          ...(departure === undefined ? {} : { departureId: departure.id, from: departure.date, to: departure.endsOn }),
        },
      }),
    ]),
  concerns: () => ({}),
});

function wordOf<K extends 'product' | 'roomType'>(key: K, detail: Readonly<Record<string, unknown>>) {
  const word = detail[key];
  return typeof word === 'string' ? { [key]: word } : {};
}
