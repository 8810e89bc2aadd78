import i18next from 'i18next';
import type { BarView } from '#shared/rpc/calendar-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { Alternative } from '#shared/schema/answers.ts';
import { announce } from '#renderer/state/announce.ts';
import { call } from '#renderer/state/connection.ts';
import { type StayPlace, moveBackNow, placeOf } from '#renderer/state/move-back.ts';
import { offerUndo } from '#renderer/state/offer-undo.ts';
import { runCommand } from '#renderer/state/run-command.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { formatSpan } from '#renderer/ui/format.ts';
import { isMoveDraft, moveDraft, withPrice, type MoveDraft, type PriceChoice } from './move-draft.ts';
import { mayChangePrice, priceChange } from './price-change.ts';
import { shiftBar, unshiftBar, useMoveState, type Refused } from './move-state.ts';
import type { MoveTarget } from './move-target.ts';

/** Called when a bar goes back to where it was, with the place it comes from. */
export type SpringBack = (barId: string, from: MoveDraft) => void;

/** A bar was let go of: it stands there at once; a changed price is asked about first; then the command decides. */
export async function dropStay(
  bar: BarView,
  target: MoveTarget,
  lodge: LodgeView,
  springBack: SpringBack,
): Promise<void> {
  const draft = moveDraft(bar, target, 'keep');
  shiftBar(bar.id, { roomId: draft.roomId, from: draft.from, to: draft.to });
  if (mayChangePrice(draft, bar)) {
    const booking = await call('booking.get', { bookingId: bar.bookingId }).catch(() => null);
    const before = placeOf(booking, bar.stayId);
    const change = booking === null ? null : priceChange(draft, booking, lodge);
    if (change !== null && before !== null) {
      useMoveState.setState({ question: { bar, draft, change, before } });
      return;
    }
    return sendMove(bar, draft, before, lodge, springBack);
  }
  // Another room of the type on the same nights: the rates stay.
  await sendMove(bar, draft, bar, lodge, springBack);
}

/** The answer to a price question; null puts the bar back. */
export async function answerPrice(choice: PriceChoice | null, lodge: LodgeView, springBack: SpringBack): Promise<void> {
  const { question } = useMoveState.getState();
  if (question === null) return;
  useMoveState.setState({ question: null });
  const { bar, draft, before } = question;
  if (choice === null) return putBack(bar, draft, springBack);
  await sendMove(bar, withPrice(draft, choice), before, lodge, springBack);
}

/** Takes one of the ways out of a conflict. */
export async function takeAlternative(alternative: Alternative, lodge: LodgeView): Promise<void> {
  const { conflict } = useMoveState.getState();
  if (conflict === null) return;
  const booking = await call('booking.get', { bookingId: conflict.bar.bookingId }).catch(() => null);
  const before = placeOf(booking, conflict.bar.stayId);
  const answer = await runCommand(alternative.command, alternative.input, { refusal: 'caller' });
  if (!answer.ok) return refuse(conflict.bar, conflict.draft, answer);
  useMoveState.setState({ conflict: null });
  const said = i18next.t('calendar:moved', { name: conflict.bar.name });
  if (alternative.command === 'swapStays' && isDraft(alternative.input))
    offerUndo(said, 'swapStays', alternative.input);
  else if (isMoveDraft(alternative.input)) offerBack(conflict.bar, alternative.input, before, lodge);
  else showToast({ tone: 'done', text: said });
  announce(said);
}

export function leaveConflict(): void {
  useMoveState.setState({ conflict: null });
}

async function sendMove(
  bar: BarView,
  draft: MoveDraft,
  before: StayPlace | null,
  lodge: LodgeView,
  springBack: SpringBack,
): Promise<void> {
  const answer = await runCommand('moveStay', draft, { refusal: 'caller' });
  if (!answer.ok) {
    putBack(bar, draft, springBack);
    return refuse(bar, draft, answer);
  }
  offerBack(bar, draft, before, lodge);
  announce(moved(bar, draft, lodge));
}

/** Without knowing where the stay was, and at which rates, nothing can be promised. */
function offerBack(bar: BarView, draft: MoveDraft, before: StayPlace | null, lodge: LodgeView): void {
  const text = moved(bar, draft, lodge);
  if (before === null) showToast({ tone: 'done', text });
  else offerUndo(text, 'moveStay', moveBackNow(before, draft));
}

function putBack(bar: BarView, draft: MoveDraft, springBack: SpringBack): void {
  unshiftBar(bar.id);
  springBack(bar.id, draft);
}

/** What a person can settle here opens the panel; the rest is said. */
function refuse(bar: BarView, draft: MoveDraft, refused: Refused): void {
  const said = i18next.t(`refusals:${refused.reason}`);
  announce(said);
  if (refused.alternatives.length > 0 || settledHere.has(refused.reason))
    useMoveState.setState({ conflict: { bar, draft, refused } });
  else if (refused.detail['rpc'] === undefined) showToast({ tone: 'refused', text: said });
}

const settledHere: ReadonlySet<string> = new Set(['room-taken', 'room-out-of-order', 'sold-out']);

function moved(bar: BarView, draft: MoveDraft, lodge: LodgeView): string {
  const room = lodge.rooms.find((one) => one.id === draft.roomId)?.number;
  const place = room === undefined ? i18next.t('calendar:unassigned') : i18next.t('calendar:room', { room });
  return i18next.t('calendar:movedTo', { name: bar.name, place, span: formatSpan(draft.from, draft.to) });
}

function isDraft(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null;
}
