import { type RowWrite, foldChanges } from '#shared/commands/changes.ts';
import { type Actor, type Context, contextOf } from '#shared/commands/context.ts';
import type { Command } from '#shared/commands/define.ts';
import { type Loaded, loadNow } from '#shared/commands/drive.ts';
import type { Event } from '#shared/commands/events.ts';
import { project } from '#shared/commands/project.ts';
import { writerOf } from '#shared/sync/envelope.ts';
import type { Reads } from '#shared/sync/rebase-reads.ts';
import type { Place } from './journal.ts';
import type { Identity } from './meta.ts';
import type { Store } from './open-store.ts';

/** What is fixed about a command before it looks at anything. */
export interface Run extends Place {
  readonly envelopeId: string;
  readonly actor: Actor;
  readonly now: string;
}

/** The context of a command on this desk, with the business date as the replica has it. */
export function deskContext(
  self: Identity,
  { epoch, seq, envelopeId, actor, now }: Run,
  businessDate: string,
): Context {
  const { tenantId, propertyId, desk } = self;
  const writer = writerOf({ desk, epoch, seq });
  return contextOf({
    tenantId,
    propertyId,
    envelopeId,
    writer,
    actor,
    deskCode: desk,
    now,
    businessDate,
    side: 'desk',
  });
}

/** Loads what a command must see, and keeps what it asked for, so that a later change of any answer is noticed [S8]. */
export function loadHere(
  store: Pick<Store, 'answer'>,
  command: Command,
  input: unknown,
  context: Context,
): Loaded<unknown> & { reads: Reads } {
  // The business date in the context comes from the property.
  const reads: Reads[number][] = [{ entity: 'property', ids: [context.propertyId] }];
  const loaded = loadNow(command.load(input, context), (need) => {
    const { entity, ids, where } = need;
    reads.push({ entity, ...(ids === undefined ? {} : { ids }), ...(where === undefined ? {} : { where }) });
    return store.answer(need);
  });
  return { ...loaded, reads };
}

/** The rows that events write over the replica as it is. A fact that finds a row gone is applied to the rest [S24] when `lenient`. */
export function writesOf(
  store: Pick<Store, 'find'>,
  events: readonly Event[],
  context: Context,
  lenient: boolean,
): RowWrite[] {
  const changes = events.flatMap((event, index) => project(event, context.id(`event/${index}`)));
  return foldChanges(changes, store.find, context, lenient);
}
