import type { Actor } from '#shared/commands/context.ts';
import { loadNow } from '#shared/commands/drive.ts';
import { roleMay } from '#shared/commands/judge.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import { type Refusal, refuse } from '#shared/kernel/outcome.ts';
import type { Foresight } from '#shared/rpc/answer-views.ts';
import { drawFrom } from '#main/store/counters.ts';
import { deskContext } from '#main/store/effect.ts';
import type { Store } from '#main/store/open-store.ts';
import { mayPromise } from '#main/store/run-command.ts';

/** Who asks, on which day and at which moment. */
export interface Asking {
  readonly actor: Actor;
  readonly businessDate: string;
  readonly now: string;
}

/**
 * What a request would come to at this moment: its events, or why it would be refused. Decided by the command itself, so that the
 * difference that is shown is the one that is confirmed [B6]; nothing is written, no number is drawn, no key made. Facts have
 * happened: nobody asks what they would be.
 */
export type Foresee = (name: string, draft: unknown, asking: Asking) => Foresight;

export function prepareForesee(store: Store): Foresee {
  return (name, draft, { actor, businessDate, now }) => {
    const command = commandNamed(name);
    const self = store.identity();
    if (command === undefined || command.kind === 'fact') return notTaken(refuse('wrong-input', { command: name }));
    if (self === undefined) return notTaken(refuse('not-found', { entity: 'desk' }));
    if (!roleMay(command, actor.role)) return notTaken(refuse('no-right', { role: actor.role, command: name }));
    const parsed = command.draft.safeParse(draft);
    if (!parsed.success) return notTaken(refuse('wrong-input', { command: name }));
    const run = { epoch: self.epoch, seq: 0, envelopeId: store.newId(), actor, now };
    const context = deskContext(self, run, businessDate);
    const { seen } = loadNow(command.load(parsed.data, context), store.answer);
    const prepared = command.prepare(seen, parsed.data, context, {
      // Drawn on paper only: what is never kept counts for nothing [S1].
      ...drawFrom(store.counters, self, businessDate),
      ...store.seals.sealing(),
      mayPromise: mayPromise(store, self),
    });
    if (!prepared.ok) return notTaken(prepared);
    const decided = command.decide(seen, prepared.value, context);
    return decided.ok ? { ok: true, events: decided.value.map((event) => ({ ...event })) } : notTaken(decided);
  };
}

function notTaken({ reason, retryable, detail }: Refusal): Foresight {
  return { ok: false, reason, retryable, detail: { ...detail } };
}
