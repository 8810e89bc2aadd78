import type { Actor, Context } from '#shared/commands/context.ts';
import type { Command } from '#shared/commands/define.ts';
import { loadNow } from '#shared/commands/drive.ts';
import type { Event } from '#shared/commands/events.ts';
import { judge, roleMay, sightsOf } from '#shared/commands/judge.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import { type Outcome, type Refusal, done, refuse } from '#shared/kernel/outcome.ts';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import type { Row } from '#shared/schema/entities.ts';
import { type Envelope, hashOf } from '#shared/sync/envelope.ts';
import { drawFrom, envelopeCounter } from './counters.ts';
import { serverNow } from './desk-clock.ts';
import { refusalOfDisk } from './disk-refusal.ts';
import { deskContext, loadHere, writesOf } from './effect.ts';
import type { Pending } from './journal.ts';
import type { Identity, Meta } from './meta.ts';
import type { Store } from './open-store.ts';
import type { BoxEntry } from './second-copy.ts';

interface Taken {
  readonly entry: BoxEntry & Pending;
  readonly events: readonly Event[];
  readonly entities: readonly string[];
}

/** Where a refusal was found, so that ways out of it can be looked up on the replica. */
type Refused = Refusal & { readonly at?: { readonly input: unknown; readonly context: Context } };

/**
 * Runs a command at this desk: rows, before-images, events, numbers and the journal entry in one transaction, durable when
 * this returns [S1], and then in the second copy, or the answer says that it is not [S7]. What may not be done, or what the disk
 * does not take, comes back as a refusal with its ways out, and leaves nothing behind, no number either.
 */
export function runCommand(store: Store, name: string, draft: unknown, actor: Actor): CommandAnswer {
  const command = commandNamed(name);
  const self = store.identity();
  if (command === undefined) return answerOf(refuse('wrong-input', { command: name }));
  if (self === undefined) return answerOf(refuse('not-found', { entity: 'desk' }));
  if (!roleMay(command, actor.role)) return answerOf(refuse('no-right', { role: actor.role, command: name }));
  const parsed = command.draft.safeParse(draft);
  if (!parsed.success) return answerOf(refuse('wrong-input', { issues: issuesOf(parsed.error) }));

  const taken = takenOrRefused(() => take(store, self, command, parsed.data, actor), store);
  if (!taken.ok) {
    const ways =
      command.kind === 'request' && taken.at !== undefined
        ? command.alternatives?.(taken, taken.at.input, taken.at.context)
        : undefined;
    return { ...answerOf(taken), alternatives: ways === undefined ? [] : [...loadNow(ways, store.answer).seen] };
  }
  const { entry, events, entities } = taken.value;
  const secondCopy = store.blackBox.keep(self, entry);
  store.announce({ entities, from: 'here' });
  return {
    ok: true,
    envelopeId: entry.envelope.id,
    seq: entry.envelope.seq,
    secondCopy,
    events: events.map((event) => ({ ...event })),
  };
}

/** A transaction that the disk breaks off has taken nothing; SQLite itself undoes it. */
function takenOrRefused(work: () => Outcome<Taken, Refused>, store: Store): Outcome<Taken, Refused> {
  try {
    return store.transaction(work);
  } catch (error) {
    const refusal = refusalOfDisk(error);
    if (refusal === undefined) throw error;
    return { ok: false, ...refusal };
  }
}

/** Everything up to the first write is reckoned in memory, so that a refusal has nothing to undo. */
function take(store: Store, self: Identity, command: Command, draft: unknown, actor: Actor): Outcome<Taken, Refused> {
  // The property's own id names its one row.
  const property = store.find('property', self.propertyId) as Row<'property'> | undefined;
  // A first sync that is under way is part of a lodge, and does not wait for the disk.
  if (property === undefined || store.meta.get('firstSync')?.complete === false)
    return refuse('not-found', { entity: 'property' }, true);
  const { epoch } = self;
  const last = store.counters.read(envelopeCounter(epoch));
  const seq = last.value + 1;
  const now = serverNow(store.meta, store.machineNow());
  const run = { epoch, seq, envelopeId: store.newId(), actor, now };
  const context = deskContext(self, run, property.businessDate);

  const { seen, rows, reads } = loadHere(store, command, draft, context);
  const drawing = drawFrom(store.counters, self, property.businessDate);
  const sealing = store.seals.sealing();
  const prepared = command.prepare(seen, draft, context, {
    ...drawing,
    ...sealing,
    mayPromise: mayPromise(store, self),
  });
  if (!prepared.ok) return { ...prepared, at: { input: draft, context } };
  const parsed = command.input.safeParse(prepared.value);
  if (!parsed.success) return refuse('wrong-input', { issues: issuesOf(parsed.error) });
  const input = parsed.data;
  if (command.kind === 'fact') {
    // [S6] At the desk where it happens a fact is held to its guard.
    const guarded = command.guard(seen, input, context);
    if (!guarded.ok) return { ...guarded, at: { input, context } };
  }
  const judged = judge({
    command,
    input,
    seen,
    rows,
    sees: undefined,
    context,
    mayAct: true,
    wasRefused: () => false,
  });
  if (judged.outcome === 'refused') return { ok: false, ...judged.refusal, at: { input, context } };
  const writes = writesOf(store, judged.events, context, false);

  const unsigned = {
    desk: self.desk,
    epoch,
    seq,
    id: run.envelopeId,
    name: command.name,
    version: command.version,
    input,
    actor: { userId: actor.userId, name: actor.name, role: actor.role },
    at: new Date(store.machineNow()).toISOString(),
    now,
    sees: sightsOf(rows),
    prevHash: last.hash,
  };
  const envelope: Envelope = { ...unsigned, hash: hashOf(unsigned) };
  const concerns = command.concerns(seen, input);
  // Before the rows: what is read off a new guest needs the key.
  const keys = sealing.keep({ epoch, seq });
  store.write(writes);
  const standing = { sent: false, likelyRefused: false, reason: '' };
  const entry: Pending = { envelope, kind: command.kind, reads, concerns, ...standing };
  store.journal.append({ epoch, seq }, entry, writes, judged.events);
  drawing.keep();
  store.counters.write(envelopeCounter(epoch), { value: seq, hash: envelope.hash });
  store.meta.set('lastNow', now);
  const entities = [...new Set(writes.map((write) => write.entity))];
  return done({ entry: { ...entry, keys }, events: judged.events, entities });
}

/** Whether sales of this desk still count, as far as it was told: else what it leases is not its own to promise [S32]. */
export function mayPromise(
  { meta }: { readonly meta: Pick<Meta, 'get'> },
  { epoch }: Pick<Identity, 'epoch'>,
): boolean {
  const known = meta.get('standing');
  return known === undefined || known.epoch !== epoch || known.is === 'active';
}

function answerOf(refusal: Refusal): Extract<CommandAnswer, { ok: false }> {
  const { reason, retryable, detail } = refusal;
  return { ok: false, reason, retryable, detail: { ...detail }, alternatives: [] };
}

function issuesOf(error: {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}) {
  return error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
}
