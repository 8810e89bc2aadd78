import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeDrawer, openDrawer } from '#renderer/state/drawer.ts';
import type { SalePromise } from '#shared/schema/words.ts';
import { runCommand } from '#renderer/state/run-command.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { type ChainResult, type RunStep, runChain } from '../new/chain.ts';
import type { Step, StepCommand } from '../new/plan.ts';
import { type Booking, bookedWord } from '../new/use-booking.ts';
import { previewReceipt } from '../receipt/receipt-place.ts';

const run: RunStep = (command, draft) => runCommand(command, draft, { refusal: 'caller' });

/** What makes a sale of what is held. */
const settles: ReadonlySet<StepCommand> = new Set(['takeCash', 'takePayment', 'confirmBooking']);

export interface Sale extends Booking {
  /** Forgets what was refused: the form has changed. */
  readonly forget: () => void;
}

/**
 * Runs what the button of a sale stands for; what was made before a refusal is not made again. `mergeWith` is a booking of the same
 * party: what is sold is then opened beside it, for one booking of both [B5].
 */
export function useSale(mergeWith: string | null): Sale {
  const { t } = useTranslation('booking');
  const [running, setRunning] = useState(false);
  const [result, setResult] = useState<ChainResult | null>(null);
  const start = async (steps: readonly Step[], guest: string, promise?: SalePromise): Promise<void> => {
    if (running) return;
    setRunning(true);
    const before: ChainResult = { made: result?.made ?? {}, done: result?.done ?? [], stopped: null };
    const came = await runChain(
      steps.filter(({ command }) => !before.done.includes(command)),
      run,
      before,
    );
    setRunning(false);
    setResult(came);
    if (came.stopped) return;
    const { bookingId, bookingNumber: number = '', receiptId, receiptLabel = '' } = came.made;
    if (came.done.includes('joinWaitlist')) {
      showToast({ tone: 'done', text: t('sale.joined', { guest }) });
      closeDrawer();
      return;
    }
    if (bookingId === undefined) return;
    const paid = came.done.some((command) => settles.has(command));
    openDrawer(
      paid && mergeWith !== null && !came.made.known ? { bookingId, at: 'merge', otherId: mergeWith } : { bookingId },
    );
    showToast({
      tone: 'done',
      text: came.made.known
        ? t('sale.known', { guest, number })
        : paid
          ? t(`done.${bookedWord(promise)}`, { guest, number })
          : t(`sale.${heldWord(promise)}`, { guest, number }),
      action: receiptId
        ? { label: t('done.print', { receipt: receiptLabel }), run: () => previewReceipt(receiptId) }
        : undefined,
    });
  };
  return {
    running,
    result,
    run: start,
    takeWay: () => Promise.resolve(),
    forget: () => setResult((was) => (was === null ? null : { ...was, stopped: null })),
  };
}

function heldWord(promise: SalePromise | undefined): 'heldDone' | 'heldGuaranteed' | 'heldTentative' {
  if (promise === undefined) return 'heldDone';
  return promise === 'guaranteed' ? 'heldGuaranteed' : 'heldTentative';
}
