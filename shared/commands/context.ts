import type { Instant, PlainDate } from '#shared/kernel/dates.ts';
import type { Role } from '#shared/schema/words.ts';
import { deriveId } from '#shared/kernel/ids.ts';

/** Who acts: a user of the property, or the system itself. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
}

/** All that a decision may draw from besides what it loaded [S3]. */
export interface Context {
  readonly tenantId: string;
  readonly propertyId: string;
  readonly envelopeId: string;
  /** `desk/epoch/seq`: the last writer of every row this command writes [S4]. */
  readonly writer: string;
  readonly actor: Actor;
  readonly deskCode: string;
  readonly now: Instant;
  /** The moment at which it is decided here: on the server its own clock, at a desk as `now`. What runs out is judged by it, and begins with it [I5, S32]. */
  readonly arrivedAt: Instant;
  readonly businessDate: PlainDate;
  /** Where it runs: with authority on the server, optimistically on the desk. */
  readonly side: 'desk' | 'server';
  /** An id derived from the envelope and the label, the same on every replay. */
  id(label: string): string;
}

export function contextOf(fields: Omit<Context, 'id' | 'arrivedAt'> & { readonly arrivedAt?: Instant }): Context {
  return { arrivedAt: fields.now, ...fields, id: (label) => deriveId(fields.envelopeId, label) };
}

/** Whether the actor may do what others may not: move a stay that is locked to its room, sell days that are past. */
export function mayOverride({ actor }: Pick<Context, 'actor'>): boolean {
  return ['manager', 'administrator', 'system'].includes(actor.role);
}
