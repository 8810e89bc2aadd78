import { z } from 'zod';
import { notice } from './contract.ts';

/** Why a call itself failed, as opposed to a business refusal, which is a value inside an answer. */
export const rpcErrorCodes = [
  /** Not JSON, or not one of the frames below. */
  'malformed',
  'too-large',
  'unknown-method',
  'wrong-input',
  /** Nobody is signed in at this window. */
  'not-signed-in',
  /** A bug or a broken machine; the services have logged it. */
  'internal',
  /** The wire closed before the answer came; whether the call ran is not known. */
  'closed',
] as const;
export type RpcErrorCode = (typeof rpcErrorCodes)[number];

/** A call: `id` is the caller's own running number. Strict, so that nothing unknown rides along. */
export const requestFrame = z.strictObject({
  id: z.number().int().min(1),
  method: z.string().max(64),
  input: z.unknown(),
});
export type RequestFrame = z.infer<typeof requestFrame>;

/** The answer to the call of that `id`; `id` is 0 where the frame was too broken to tell whose answer it is. */
export const answerFrame = z.discriminatedUnion('ok', [
  z.object({ id: z.number(), ok: z.literal(true), value: z.unknown() }),
  z.object({
    id: z.number(),
    ok: z.literal(false),
    error: z.object({ code: z.enum(rpcErrorCodes), message: z.string() }),
  }),
]);
export type AnswerFrame = z.infer<typeof answerFrame>;

export const noticeFrame = z.object({ notice });
export type NoticeFrame = z.infer<typeof noticeFrame>;

/** What the services send: answers and notices. */
export const servicesFrame = z.union([answerFrame, noticeFrame]);

/** The longest frame that the services read, in UTF-16 units: far above any real command, far below what would hurt. */
export const MAX_REQUEST_LENGTH = 256 * 1024;
