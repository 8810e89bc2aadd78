import { z } from 'zod';
import { alternativeView, concernView, detailView, remedyView } from './answer-views.ts';

export const inboxEntryView = z.object({
  id: z.string(),
  type: z.enum(['refusal', 'exception', 'approval']),
  /** For a refusal its reason, for an exception its kind, for an approval why it is asked for. */
  what: z.string(),
  command: z.string(),
  deskCode: z.string(),
  since: z.string(),
  status: z.enum(['open', 'answered', 'dismissed', 'resolved']),
  answeredBy: z.string(),
  detail: detailView,
  concerns: concernView,
  alternatives: z.array(alternativeView),
  remedies: z.array(remedyView),
  /** The number of the guest's other booking that a credit of this amount would go to; null where there is none. */
  creditTo: z.string().nullable(),
});
export type InboxEntryView = z.infer<typeof inboxEntryView>;
