import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { shortText } from '../fields.ts';
import { lockAll, see, where } from '../need.ts';

const count = z.number().int().min(0);
const draft = z.object({
  code: z.string().max(4),
  name: shortText.min(1),
  /** The epoch that begins. */
  epoch: z.number().int().min(2),
  /** What ends with it: how far each epoch came, and how many receipts its series holds, up to which hash [S16]. */
  closed: z.array(
    z.object({
      epoch: z.number().int().min(1),
      branchOf: z.number().int().min(1).nullable(),
      lastSeq: count,
      lastHash: z.string(),
      series: z.array(z.object({ series: z.string(), receipts: count, last: count, lastHash: z.string() })),
    }),
  ),
});

/** A desk begins a new life of its data [S16], at work whatever it was before; the earlier ones are closed with it. Only the server itself runs it. */
export const beginEpoch = defineRequest({
  name: 'beginEpoch',
  version: 1,
  roles: [],
  draft,
  input: draft,
  load: ({ code }) => see({ desks: lockAll('desk', [where('code', '=', code)]) }),
  prepare: asIs,
  decide({ desks: [desk] }, { code, name, epoch, closed }) {
    if (desk === undefined) return refuse('not-found', { entity: 'desk', code });
    if (epoch <= desk.epoch) return refuse('invalid-transition', { epoch: desk.epoch });
    return done([{ type: 'DeskEpochBegun', deskId: desk.id, name, epoch, closed }]);
  },
  concerns: () => ({}),
});
