import type { DeskCodeAnswer } from '#shared/rpc/desk-code-answer.ts';
import type { Store } from '#main/store/open-store.ts';
import { beginAgain } from './sync/begin-again.ts';
import { signInAgain } from './sync/sign-in-again.ts';
import type { RestartableSync } from './sync/restartable-sync.ts';

/**
 * A person enters a code that a manager gave for this desk: it signs in again in its epoch [S12], or begins its next one [S16].
 * The exchange with the server begins anew with what came of it; what waits here stays and goes on.
 */
export async function enterCode(
  store: Store,
  sync: RestartableSync,
  { code, as }: { readonly code: string; readonly as: 'again' | 'nextEpoch' },
): Promise<DeskCodeAnswer> {
  const typed = code.trim().toUpperCase();
  const work = as === 'again' ? signInAgain(store, typed) : beginAgain(store, typed);
  const outcome = await work.catch(() => 'unreachable' as const);
  const desk = store.identity()?.desk ?? '';
  if (outcome === 'unreachable') return { ok: false, reason: 'unreachable', desk };
  if (outcome.ok) {
    sync.restart();
    return { ok: true, desk: outcome.value.desk, epoch: outcome.value.epoch };
  }
  if ('why' in outcome) return { ok: false, reason: 'other-desk', desk: outcome.desk };
  return { ok: false, reason: reasonOf(outcome.status, outcome.message), desk };
}

function reasonOf(status: number, message: string): 'bad-code' | 'revoked' | 'other-desk' | 'refused' {
  if (message.includes('"bad-code"')) return 'bad-code';
  if (message.includes('"revoked"')) return 'revoked';
  // A code for another desk does not go with the key of this one.
  return status === 401 ? 'other-desk' : 'refused';
}
