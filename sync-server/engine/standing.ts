import type { Refusal } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { Standing } from '#shared/sync/envelope.ts';
import type { DeskEpoch } from '#sync-server/store/desk-epochs.ts';

/** What an epoch is to the server at this moment; what weighs most is said where several hold. */
export function standingOf(epoch: DeskEpoch, desk: Row<'desk'> | undefined, tooOld: boolean): Standing {
  if (desk === undefined || desk.status !== 'active') return 'revoked';
  if (epoch.closed) return 'closed';
  if (epoch.branchOf !== null) return 'branch';
  return tooOld ? 'tooOld' : 'active';
}

/**
 * Why only what has happened is still taken from such an epoch, or undefined where all is: a request is refused with this and
 * stays in the inbox with its input, since what stands behind it in the queue must go on [S2, S12, S16, S18, S22].
 */
export function whyFactsOnly(standing: Standing): Refusal | undefined {
  switch (standing) {
    case 'active':
      return undefined;
    case 'branch':
      return { reason: 'changed-elsewhere', retryable: false, detail: { forked: true } };
    case 'closed':
      return noRight('epoch-closed');
    case 'revoked':
      return noRight('desk-revoked');
    case 'tooOld':
      return noRight('desk-too-old');
  }
}

function noRight(why: string): Refusal {
  return { reason: 'no-right', retryable: false, detail: { why } };
}
