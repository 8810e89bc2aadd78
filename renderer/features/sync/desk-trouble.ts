import type { SyncView } from '#shared/rpc/sync-views.ts';
import type { IconName } from '#renderer/ui/icon.tsx';

/** What of this desk a person must know on every screen, the gravest first. */
export const deskTroubles = ['forked', 'closed', 'revoked', 'tooOld', 'signInExpired', 'secondCopy', 'clock'] as const;
export type DeskTrouble = (typeof deskTroubles)[number];

/** A clock further off than this is shown [S14], in milliseconds. */
export const CLOCK_BOUND_MS = 120_000;

/** Troubles that are explained to a person, the gravest first; a manager's code mends all of them but `tooOld`. */
export const explainedTroubles = [
  'forked',
  'closed',
  'revoked',
  'tooOld',
  'signInExpired',
] as const satisfies readonly DeskTrouble[];
export type ExplainedTrouble = (typeof explainedTroubles)[number];

/** What stands between this desk and the server; undefined where nothing does, or it passes by itself. */
export function explainedTroubleOf(view: Pick<SyncView, 'line' | 'standing'>): ExplainedTrouble | undefined {
  const is = standingTroubles(view);
  return explainedTroubles.find((trouble) => is[trouble]);
}

/** What a code does there: the desk goes on as it is, or begins anew with new series [S12, S16]; null where no code helps. */
export function codeFor(trouble: ExplainedTrouble): 'again' | 'nextEpoch' | null {
  if (trouble === 'tooOld') return null;
  return trouble === 'signInExpired' ? 'again' : 'nextEpoch';
}

/** Troubles that keep sales from being taken, or the queue from going on, are `blocked`; the others are to be mended when there is time. */
export const troubleLooks: Readonly<Record<DeskTrouble, readonly ['blocked' | 'care', IconName]>> = {
  forked: ['blocked', 'copy'],
  closed: ['blocked', 'lock'],
  revoked: ['blocked', 'ban'],
  tooOld: ['care', 'warning'],
  signInExpired: ['care', 'lock'],
  secondCopy: ['care', 'warning'],
  clock: ['care', 'alarm'],
};

/** What is wrong with this desk now; empty for a desk that only has to work. */
export function troublesOf({ line, standing, secondCopy, clockOffsetMs }: SyncView): DeskTrouble[] {
  const is: Readonly<Record<DeskTrouble, boolean>> = {
    ...standingTroubles({ line, standing }),
    secondCopy: secondCopy.state === 'failed',
    clock: Math.abs(clockOffsetMs) > CLOCK_BOUND_MS,
  };
  return deskTroubles.filter((trouble) => is[trouble]);
}

function standingTroubles({
  line,
  standing,
}: Pick<SyncView, 'line' | 'standing'>): Readonly<Record<ExplainedTrouble, boolean>> {
  return {
    forked: standing === 'branch',
    closed: standing === 'closed',
    revoked: standing === 'revoked' || line.state === 'revoked',
    tooOld: standing === 'tooOld' || line.state === 'tooOld',
    signInExpired: line.state === 'signInExpired',
  };
}

/** How many are deposited at the server, its answer still to come, and how many wait here. */
export interface Waiting {
  readonly sent: number;
  readonly waits: number;
}

/** Facts and requests apart: what of them is still taken differs. */
export function waitingOf({ pending }: Pick<SyncView, 'pending'>): {
  readonly facts: Waiting;
  readonly sales: Waiting;
} {
  const of = (kind: SyncView['pending'][number]['kind']): Waiting => {
    const own = pending.filter((each) => each.kind === kind);
    const sent = own.filter((each) => each.sent).length;
    return { sent, waits: own.length - sent };
  };
  return { facts: of('fact'), sales: of('request') };
}
