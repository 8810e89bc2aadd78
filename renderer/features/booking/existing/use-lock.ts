import { useTranslation } from 'react-i18next';
import { offerUndo } from '#renderer/state/offer-undo.ts';
import type { ActOn } from './existing-booking.tsx';
import type { Act } from './use-act.ts';

/** Locks the stay to its room, or unlocks it, with the way back; null where there is no room to lock it to. */
export function useLock({ stay, lodge }: ActOn, act: Act): { readonly words: string; readonly run: () => void } | null {
  const { t } = useTranslation('booking');
  const room = lodge.rooms.find((each) => each.id === stay.roomId)?.number;
  const { occupancyId, locked } = stay;
  if (room === undefined || occupancyId === null || !stay.can.includes('moveStay')) return null;
  const run = () =>
    void act.run('lockRoom', { occupancyId, locked: !locked }, () =>
      offerUndo(t(locked ? 'done.unlocked' : 'done.locked', { room }), 'lockRoom', { occupancyId, locked }),
    );
  return { words: t(locked ? 'act.unlock' : 'act.lock', { room }), run };
}
