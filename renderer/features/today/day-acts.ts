import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayRow } from '#shared/rpc/today-views.ts';
import { openDrawer, placeToSettle } from '#renderer/state/drawer.ts';
import { moveBackNow } from '#renderer/state/move-back.ts';
import { offerUndo } from '#renderer/state/offer-undo.ts';
import { runCommand } from '#renderer/state/run-command.ts';
import { showToast } from '#renderer/state/toasts.tsx';

/** What a row can do in place. */
export interface DayActs {
  /** The stay that an act is under way for. */
  readonly busy: string | null;
  readonly open: (row: DayRow) => void;
  /** Opens the till over the row's booking. */
  readonly take: (row: DayRow) => void;
  /** Opens the booking with its rooms and dates. */
  readonly move: (row: DayRow) => void;
  readonly checkIn: (row: DayRow) => void;
  readonly checkOut: (row: DayRow) => void;
  readonly assign: (row: DayRow, room: { readonly id: string; readonly number: string }) => void;
}

/** The acts behind the rows: one press, one command, said in the corner. Where it is refused, the booking opens: there is more to be seen. */
export function useDayActs(): DayActs {
  const { t } = useTranslation('today');
  const [busy, setBusy] = useState<string | null>(null);

  const run = async (row: DayRow, command: string, draft: unknown, onDone: () => void) => {
    if (busy !== null) return;
    setBusy(row.bar.stayId);
    const answer = await runCommand(command, draft);
    setBusy(null);
    if (answer.ok) onDone();
    else openDrawer(placeToSettle(row.bar.bookingId, answer));
  };

  return {
    busy,
    open: ({ bar }) => openDrawer({ bookingId: bar.bookingId }),
    take: ({ bar }) => openDrawer({ bookingId: bar.bookingId, at: 'payment' }),
    move: ({ bar }) => openDrawer({ bookingId: bar.bookingId, at: 'move' }),
    checkIn: (row) =>
      void run(row, 'checkIn', { stayId: row.bar.stayId }, () =>
        showToast({ tone: 'done', text: t('done.checkedIn', { guest: row.bar.name, room: row.roomNumber ?? '' }) }),
      ),
    checkOut: (row) =>
      void run(row, 'checkOut', { stayId: row.bar.stayId }, () =>
        showToast({ tone: 'done', text: t('done.checkedOut', { guest: row.bar.name, room: row.roomNumber ?? '' }) }),
      ),
    assign: (row, room) => {
      const { stayId, id, from, to, version } = row.bar;
      const moved = { roomId: room.id, from, to };
      const draft = { stayId, occupancyId: id, ...moved, price: 'keep', expectedVersion: version };
      // A room of the same type on the same nights: the rates stay.
      void run(row, 'moveStay', draft, () =>
        offerUndo(
          t('done.assigned', { guest: row.bar.name, room: room.number }),
          'moveStay',
          moveBackNow(row.bar, moved),
        ),
      );
    },
  };
}
