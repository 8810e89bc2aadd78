import i18next from 'i18next';
import { useState } from 'react';
import { formatDay } from '#renderer/ui/format.ts';
import { type DayBehind, dayBehind, mayRollDay } from './business-day.ts';
import { runCommand } from './run-command.ts';
import { useSession } from './session.ts';
import { showToast } from './toasts.tsx';
import { useNow } from './use-now.ts';
import { useView } from './use-view.ts';

export interface BusinessDayBehind extends DayBehind {
  readonly busy: boolean;
  /** Rolls to the next day; null for whoever may not. */
  readonly roll: (() => void) | null;
}

/** Follows the lodge's own clock; null while the business date keeps up with it. */
export function useDayBehind(): BusinessDayBehind | null {
  const property = useView('lodge.get', {}).value?.property;
  const role = useSession(({ session }) => session?.user?.role);
  const now = useNow(30_000);
  const [busy, setBusy] = useState(false);
  const behind = property ? dayBehind(property.businessDate, property.zone, now) : null;
  if (!behind) return null;
  const roll = async () => {
    if (busy) return;
    setBusy(true);
    const answer = await runCommand('rollDay', { businessDate: behind.next });
    setBusy(false);
    if (answer.ok) showToast({ tone: 'done', text: i18next.t('day.rolled', { day: formatDay(behind.next) }) });
  };
  return { ...behind, busy, roll: mayRollDay(role) ? () => void roll() : null };
}
