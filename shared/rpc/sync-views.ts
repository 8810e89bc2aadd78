import { z } from 'zod';
import { standings } from '#shared/sync/envelope.ts';
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
  /** Not settled yet: of some of them the answer is still to come. */
  pending: z.number(),
  /** Not sent yet. */
  toSend: z.number(),
  refused: z.number(),
});
export type LineView = z.infer<typeof lineView>;

/** The second copy of what is taken here [S7]. */
export const secondCopyView = z.object({
  state: z.enum(['kept', 'failed', 'none']),
  /** Where it lies; null where the desk keeps none. */
  folder: z.string().nullable(),
  records: z.number(),
  bytes: z.number(),
  /** Commands that are taken and are not in it. */
  missing: z.number(),
  /** The last failure: when, and in the machine's words. */
  since: z.string().nullable(),
  message: z.string().nullable(),
});
export type SecondCopyView = z.infer<typeof secondCopyView>;

/** The replica is being made anew [S16]: why, where what lay there before lies now, and how many commands came back. */
export const rebuildView = z.object({
  why: z.enum(['damaged', 'missing', 'older', 'recovered']),
  movedTo: z.string().nullable(),
  restored: z.number(),
  /** Of those that came back, how many are still to be sent before the lodge is fetched. */
  toSend: z.number(),
  at: z.string(),
});
export type RebuildView = z.infer<typeof rebuildView>;

/** What lay in the place of a replica that was made anew [S16]: where it lies now, why, since when. */
export const putAsideView = z.object({
  folder: z.string(),
  why: z.enum(['damaged', 'older', 'recovered']),
  at: z.string(),
  bytes: z.number(),
});
export type PutAsideView = z.infer<typeof putAsideView>;

/** The lodge is being fetched, for the first time or anew: until it is whole nobody works on a part of it. */
export const makingView = z.object({
  rows: z.number(),
  desk: z.string(),
  /** What this desk's epoch is to the server, as it was last told. */
  standing: z.enum(standings),
  line: lineView,
  nextAttemptAt: z.string().nullable(),
  rebuild: rebuildView.nullable(),
});
export type MakingView = z.infer<typeof makingView>;

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
  /** What this desk's epoch is to the server, as it was last told. */
  standing: z.enum(standings),
  secondCopy: secondCopyView,
  rebuild: rebuildView.nullable(),
  /** Newest first. */
  putAside: z.array(putAsideView),
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
