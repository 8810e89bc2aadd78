import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { offerUndo } from '#renderer/state/offer-undo.ts';
import { runCommand } from '#renderer/state/run-command.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { formatDay } from '#renderer/ui/format.ts';
import type { BoardRoom } from './board.ts';

export type HousekeepingStatus = 'VACANT_CLEAN' | 'VACANT_DIRTY' | 'INSPECTED';

/** How and until when a room is taken out. */
export interface OutDraft {
  readonly kind: 'OOO' | 'OOS';
  readonly from: string;
  /** The first day on which it is back. */
  readonly to: string;
  readonly reason: string;
}

export interface RoomActs {
  /** The room that an act is under way for. */
  readonly busy: string | null;
  readonly set: (room: BoardRoom, status: HousekeepingStatus) => void;
  /** Resolves to whether it was done. */
  readonly putOut: (room: BoardRoom, draft: OutDraft) => Promise<boolean>;
  readonly bringBack: (room: BoardRoom) => void;
}

const putOutEvent = z.object({ type: z.literal('RoomPutOutOfOrder'), block: z.object({ id: z.string() }) });

/** What can be done with a room, each said in the corner with the way back where there is one. */
export function useRoomActs(): RoomActs {
  const { t } = useTranslation('housekeeping');
  const [busy, setBusy] = useState<string | null>(null);
  const run = async (board: BoardRoom, command: string, draft: unknown) => {
    if (busy !== null) return null;
    setBusy(board.room.id);
    const answer = await runCommand(command, draft);
    setBusy(null);
    return answer.ok ? answer.events : null;
  };

  const set = async (board: BoardRoom, status: HousekeepingStatus) => {
    const { id: roomId, number: room, status: before } = board.room;
    if (before === status || !(await run(board, 'setRoomStatus', { roomId, status }))) return;
    const text = t('done.status', { room, status: t(`status.${status}`) });
    if (before === 'OCCUPIED' || before === 'OOO' || before === 'OOS') showToast({ tone: 'done', text });
    else offerUndo(text, 'setRoomStatus', { roomId, status: before });
  };
  const putOut = async (board: BoardRoom, draft: OutDraft) => {
    const events = await run(board, 'putOutOfOrder', { roomId: board.room.id, ...draft });
    if (!events) return false;
    const text = t('done.out', { room: board.room.number, date: formatDay(draft.to, 'short') });
    const made = events.map((event) => putOutEvent.safeParse(event)).find((each) => each.success);
    if (made?.data) offerUndo(text, 'returnToService', { blockId: made.data.block.id });
    else showToast({ tone: 'done', text });
    return true;
  };
  const bringBack = async (board: BoardRoom) => {
    if (!board.block || !(await run(board, 'returnToService', { blockId: board.block.id }))) return;
    showToast({ tone: 'done', text: t('done.back', { room: board.room.number }) });
  };
  return {
    busy,
    set: (room, status) => void set(room, status),
    putOut,
    bringBack: (room) => void bringBack(room),
  };
}
