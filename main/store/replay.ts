import { type RowWrite } from '#shared/commands/changes.ts';
import type { Command } from '#shared/commands/define.ts';
import type { Event } from '#shared/commands/events.ts';
import { judge } from '#shared/commands/judge.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import { upgradedInput } from '#shared/commands/upgrade.ts';
import type { Row } from '#shared/schema/entities.ts';
import { type Envelope, parseWriter } from '#shared/sync/envelope.ts';
import type { Reads } from '#shared/sync/rebase-reads.ts';
import { deskContext, loadHere, writesOf } from './effect.ts';
import type { Identity } from './meta.ts';
import type { Store } from './open-store.ts';

/** What a recorded command comes to on the replica as it is now. */
export interface Replayed {
  readonly reads: Reads;
  readonly writes: readonly RowWrite[];
  readonly events: readonly Event[];
  /** Why it stands without effect; a fact never does but for a bug [S9]. */
  readonly refusedFor: string | undefined;
}

/** What a recorded command runs on: the rows as they stand at its place in the order, and what stands without effect. */
export type Ground = Pick<Store, 'find' | 'answer' | 'journal'>;

/** Runs a recorded command again: a fact is applied whatever it finds, a request that no longer passes has no effect [S9]. */
export function replay(store: Ground, self: Identity, envelope: Envelope): Replayed {
  const command = commandNamed(envelope.name);
  const property = store.find('property', self.propertyId) as Row<'property'> | undefined; // its one row
  const parsed = command === undefined ? undefined : inputOf(command, envelope);
  const asleep: Reads = [{ entity: 'property', ids: [self.propertyId] }];
  if (command === undefined || property === undefined || parsed?.success !== true) return without(asleep, 'internal');
  const context = deskContext(self, { ...envelope, envelopeId: envelope.id }, property.businessDate);
  let reads = asleep;
  try {
    const loaded = loadHere(store, command, parsed.data, context);
    reads = loaded.reads;
    const judged = judge({
      command,
      input: parsed.data,
      seen: loaded.seen,
      rows: loaded.rows,
      sees: envelope.sees,
      context,
      mayAct: true,
      wasRefused: (writer) => wasRefused(store, self, writer),
    });
    if (judged.outcome === 'refused') return without(reads, judged.refusal.reason);
    const writes = writesOf(store, judged.events, context, command.kind === 'fact');
    return { reads, writes, events: judged.events, refusedFor: undefined };
  } catch {
    // [S25] One envelope that throws does not stop the others; the server says what becomes of it.
    return without(reads, 'internal');
  }
}

/** An input as it was read, or that it could not be. */
type Read = { readonly success: true; readonly data: unknown } | { readonly success: false };

/** An envelope never changes, and its journal gives the same one each time: its input is read once, not in every rebase. */
const inputs = new WeakMap<Envelope, Read>();

function inputOf(command: Command, envelope: Envelope): Read {
  const known = inputs.get(envelope) ?? upgradedAndRead(command, envelope);
  inputs.set(envelope, known);
  return known;
}

/** Of a later version than is known here, or one whose upgrade fails, the envelope stands without effect until the server settles it [S17]. */
function upgradedAndRead(command: Command, envelope: Envelope): Read {
  try {
    const upgraded = upgradedInput(command, envelope);
    return upgraded === undefined ? { success: false } : command.input.safeParse(upgraded.input);
  } catch {
    return { success: false };
  }
}

function without(reads: Reads, refusedFor: string): Replayed {
  return { reads, writes: [], events: [], refusedFor };
}

/** Whether an own envelope stands without effect here, or was refused by the server [S23]. */
function wasRefused(store: Ground, self: Identity, writer: string): boolean {
  const place = parseWriter(writer);
  if (place === undefined || place.desk !== self.desk) return false;
  if (store.journal.isLikelyRefused(place)) return true;
  const verdicts = store.answer({
    mode: 'peek',
    entity: 'verdict',
    where: [
      { field: 'deskCode', is: '=', value: place.desk },
      { field: 'epoch', is: '=', value: place.epoch },
      { field: 'seq', is: '=', value: place.seq },
      { field: 'outcome', is: '=', value: 'refused' },
    ],
  });
  return verdicts.length > 0;
}
