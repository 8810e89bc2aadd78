import { z } from 'zod';
import { concernView } from './answer-views.ts';

/** The last four say what this desk is to the server: the second branch of a copied disk [S22], an ended epoch [S16], revoked [S12], too old [S18]. */
export const lineStates = [
  'online',
  'connecting',
  'offline',
  'switchedOff',
  'signInExpired',
  'forked',
  'closed',
  'revoked',
  'tooOld',
] as const;
export type LineState = (typeof lineStates)[number];

/** The line, as the top bar shows it. */
export const lineView = z.object({
  state: z.enum(lineStates),
  since: z.string(),
  pending: z.number(),
  refused: z.number(),
});
export type LineView = z.infer<typeof lineView>;

/** The Sync panel. */
export const syncView = z.object({
  line: lineView,
  server: z.string(),
  desk: z.string(),
  epoch: z.number(),
  /** When the replica was last known to be up to date; null before the first sync is complete. */
  freshAt: z.string().nullable(),
  clockOffsetMs: z.number(),
  replicaBytes: z.number(),
  lastError: z.string().nullable(),
  nextAttemptAt: z.string().nullable(),
  firstSync: z.object({ rows: z.number(), complete: z.boolean() }),
  pending: z.array(
    z.object({
      seq: z.number(),
      command: z.string(),
      kind: z.enum(['request', 'fact']),
      at: z.string(),
      sent: z.boolean(),
      likelyRefused: z.boolean(),
      concerns: concernView,
    }),
  ),
});
export type SyncView = z.infer<typeof syncView>;
