import { create } from 'zustand';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import type { StayPlace } from '#renderer/state/move-back.ts';
import type { BarView } from '#shared/rpc/calendar-views.ts';
import type { Shift } from '../layout/placed-bar.ts';
import type { MoveDraft } from './move-draft.ts';
import type { PriceChange } from './price-change.ts';

export type Refused = Extract<CommandAnswer, { ok: false }>;

/** A move that was refused: what was tried, and the answer with its ways out. */
export interface Conflict {
  readonly bar: BarView;
  readonly draft: MoveDraft;
  readonly refused: Refused;
}

/** A move that would change the price, waiting for a word. */
export interface PriceQuestion {
  readonly bar: BarView;
  readonly draft: MoveDraft;
  readonly change: PriceChange;
  /** Where the stay stands, with its agreed rates, should the move be taken back. */
  readonly before: StayPlace;
}

/** What is under way with moves. Bars stand where they were dropped until the services' own view says so too. */
export interface MoveState {
  readonly shifts: ReadonlyMap<string, Shift>;
  readonly conflict: Conflict | null;
  readonly question: PriceQuestion | null;
}

export const useMoveState = create<MoveState>(() => ({ shifts: new Map(), conflict: null, question: null }));

export function shiftBar(id: string, shift: Shift): void {
  useMoveState.setState(({ shifts }) => ({ shifts: new Map(shifts).set(id, shift) }));
}

export function unshiftBar(id: string): void {
  useMoveState.setState(({ shifts }) => {
    if (!shifts.has(id)) return {};
    const next = new Map(shifts);
    next.delete(id);
    return { shifts: next };
  });
}

/** Lets go of the shifts that a newer view has caught up with: the bar is there, has changed since, or is gone. */
export function settleShifts(bars: readonly BarView[]): void {
  const { shifts } = useMoveState.getState();
  if (shifts.size === 0) return;
  const byId = new Map(bars.map((bar) => [bar.id, bar]));
  for (const [id, shift] of shifts) {
    const bar = byId.get(id);
    if (bar === undefined || isAt(bar, shift)) unshiftBar(id);
  }
}

export function isAt(bar: BarView, shift: Shift): boolean {
  return bar.roomId === shift.roomId && bar.from === shift.from && bar.to === shift.to;
}
