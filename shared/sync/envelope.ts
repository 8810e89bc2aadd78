import { z } from 'zod';
import type { Sight } from '#shared/commands/sight.ts';
import { canonicalJson, sha256Hex } from '#shared/kernel/hash.ts';
import { isId } from '#shared/kernel/ids.ts';
import { roles } from '#shared/schema/words.ts';

/** What a command relied on: entity, id and last writer as seen [S4]; an empty writer says that it was not there. */
export const sight: z.ZodType<Sight> = z.tuple([z.string().max(64), z.string().max(64), z.string().max(120)]);
export type { Sight };

/** A command as recorded at a desk; its identity is `(desk, epoch, seq)`. */
export const envelope = z.object({
  desk: z.string().max(16),
  epoch: z.number().int().min(1),
  seq: z.number().int().min(1),
  id: z.uuid(),
  name: z.string().max(64),
  version: z.number().int().min(1),
  input: z.unknown(),
  actor: z.object({ userId: z.string().max(64), name: z.string().max(200), role: z.enum(roles) }),
  /** The desk's own clock. */
  at: z.iso.datetime(),
  /** The desk's estimate of the server's time, never going back [S3]. */
  now: z.iso.datetime(),
  sees: z.array(sight).max(5000),
  prevHash: z.string().max(64),
  hash: z.string().max(64),
});
export type Envelope = z.infer<typeof envelope>;

/** The hash of an envelope over all its other fields, the one before it included. */
export function hashOf(unsigned: Omit<Envelope, 'hash'>): string {
  const { desk, epoch, seq, id, name, version, input, actor, at, now, sees, prevHash } = unsigned;
  return sha256Hex(canonicalJson({ desk, epoch, seq, id, name, version, input, actor, at, now, sees, prevHash }));
}

/** `desk/epoch/seq`: an envelope's identity as text, and the last writer of the rows it writes. */
export function writerOf(envelope: Pick<Envelope, 'desk' | 'epoch' | 'seq'>): string {
  return `${envelope.desk}/${envelope.epoch}/${envelope.seq}`;
}

/** The parts of a writer, or undefined where it is the server's own. */
export function parseWriter(writer: string): { desk: string; epoch: number; seq: number } | undefined {
  const [desk, epoch, seq] = writer.split('/');
  if (desk === undefined || epoch === undefined || seq === undefined || desk === 'server') return undefined;
  return { desk, epoch: Number(epoch), seq: Number(seq) };
}

/** The server's answer to one envelope. */
export const verdictAnswer = z.object({
  seq: z.number().int(),
  outcome: z.enum(['applied', 'refused', 'exception']),
  reason: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** The desk had acknowledged it, in an earlier life of its replica: no verdict row will come, what it wrote is in the base [S10, S16]. */
  acknowledged: z.literal(true).optional(),
});
export type VerdictAnswer = z.infer<typeof verdictAnswer>;

/** What a desk's epoch is to the server, so that its people can be told: at work, the second branch of a copied disk [S22], followed by a later epoch [S16], revoked [S12], or of a release that the server no longer speaks with [S18]. In all but the first only facts are taken. */
export const standings = ['active', 'branch', 'closed', 'revoked', 'tooOld'] as const;
export type Standing = (typeof standings)[number];

/** The server's signature over what it has taken in of an epoch: up to here the black box may be trimmed [S7]. Ed25519, base64, over `countersignText`. */
export const countersign = z.object({ seq: z.number().int().min(1), hash: z.string().max(64), signature: z.string() });
export type Countersign = z.infer<typeof countersign>;

/** The text that the server signs to say that it has an epoch's envelopes up to `seq`. */
export function countersignText(
  place: { readonly tenantId: string; readonly propertyId: string },
  of: { readonly desk: string; readonly epoch: number; readonly seq: number; readonly hash: string },
): string {
  return `cairn/taken/${place.tenantId}/${place.propertyId}/${of.desk}/${of.epoch}/${of.seq}/${of.hash}`;
}

/** How far from the server's time a proof may be, in milliseconds. */
export const proofMs = 600_000;

/**
 * What a desk signs to prove, with a request that has no body, that it holds its epoch's key: a bearer token alone reads
 * nothing. Header `cairn-proof: <ms>.<Ed25519, base64>`, `ms` being the server's time as the desk estimates it.
 */
export function proofText(
  of: { readonly tenantId: string; readonly propertyId: string; readonly desk: string; readonly epoch: number },
  ms: number,
  path: string,
): string {
  return `cairn/proof/${of.tenantId}/${of.propertyId}/${of.desk}/${of.epoch}/${ms}/${path}`;
}

/** The exchange that this release speaks; a server says which are too old for it [S18]. */
export const protocolVersion = 2;

/**
 * The key of a guest made here: 32 bytes, base64url. It travels beside the envelopes and never in one, so that erasing the guest
 * leaves it nowhere [S29].
 */
export const guestKey = z.object({ guestId: z.string().refine(isId, 'an id'), key: z.string().regex(/^[\w-]{43}$/) });
export type GuestKey = z.infer<typeof guestKey>;

/** `POST /v1/commands`, signed over the body's text with the epoch's Ed25519 key (header `cairn-signature`, base64). */
/** The longest push that a server takes, in bytes of its text: 500 envelopes with all that they saw. */
export const longestPush = 16 * 1024 * 1024;

export const pushBody = z.object({
  desk: z.string().max(16),
  epoch: z.number().int().min(1),
  /** Envelopes in order, the first following what the server has. */
  envelopes: z.array(envelope).max(500),
  /** The last seq whose verdict row the desk has applied [S10]. */
  acknowledged: z.number().int().min(0),
  /** The exchange that the desk speaks; one that says nothing speaks the first. */
  protocol: z.number().int().min(1).optional(),
  /** The last envelope that this installation has made: tells the two on a copied disk apart, also while nothing is sent [S22]. */
  head: z.object({ seq: z.number().int().min(1), hash: z.string().max(64) }).optional(),
  /** The keys of the guests that these envelopes make [S29]. */
  guestKeys: z.array(guestKey).max(500).optional(),
});
export type PushBody = z.infer<typeof pushBody>;

export const pushAnswer = z.object({
  verdicts: z.array(verdictAnswer),
  /** The last seq that the server has taken in of this epoch; the desk goes on from the next. */
  taken: z.number().int(),
  serverNow: z.iso.datetime(),
  /** One that says nothing is of a server before this was told: `active`. */
  standing: z.enum(standings).optional(),
  countersign: countersign.optional(),
});
export type PushAnswer = z.infer<typeof pushAnswer>;

/**
 * `POST /v1/desks/enrol`: a code that a manager gave, and the epoch's public key (SPKI, base64). A code for a new desk makes one;
 * a code for a desk that there is begins its next epoch [S16], or, where `epoch` is named, signs that one in again: then the
 * body's text is signed with the epoch's own key, as a push is [S12].
 */
export const enrolBody = z.object({
  code: z.string().max(64),
  name: z.string().min(1).max(80),
  publicKey: z.string().max(400),
  epoch: z.number().int().min(1).optional(),
});
export type EnrolBody = z.infer<typeof enrolBody>;

export const enrolAnswer = z.object({
  token: z.string(),
  tenantId: z.string(),
  propertyId: z.string(),
  deskId: z.string(),
  desk: z.string(),
  epoch: z.number().int(),
  serverNow: z.iso.datetime(),
  /** The key that the server countersigns with: Ed25519, SPKI, base64. */
  serverKey: z.string().max(400).optional(),
});
export type EnrolAnswer = z.infer<typeof enrolAnswer>;
