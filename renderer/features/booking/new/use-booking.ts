import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alternative } from '#shared/schema/answers.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { runCommand } from '#renderer/state/run-command.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import type { SalePromise } from '#shared/schema/words.ts';
import { previewReceipt } from '../receipt/receipt-place.ts';
import { type ChainResult, type RunStep, continueWith, runChain } from './chain.ts';
import type { Step } from './plan.ts';

export interface Booking {
  readonly running: boolean;
  /** How far it came; kept in sight when it stopped half-way. */
  readonly result: ChainResult | null;
  /** `promise` is what can be said of it without the line [S32]. Starts, or where a booking was already made only says how far it is: the same sale is never made twice. */
  readonly run: (steps: readonly Step[], guest: string, promise?: SalePromise) => Promise<void>;
  readonly takeWay: (way: Alternative) => Promise<void>;
}

const run: RunStep = (command, draft) => runCommand(command, draft, { refusal: 'caller' });

/** Runs the chain behind the one button, and opens the booking when it is done. */
export function useBooking(): Booking {
  const { t } = useTranslation('booking');
  const [running, setRunning] = useState(false);
  const [result, setResult] = useState<ChainResult | null>(null);
  const [guest, setGuest] = useState('');
  const [promised, setPromised] = useState<SalePromise>();

  async function settle(
    name: string,
    promise: SalePromise | undefined,
    work: () => Promise<ChainResult>,
  ): Promise<void> {
    if (running) return;
    setRunning(true);
    const came = await work();
    setRunning(false);
    setResult(came);
    if (came.stopped || came.made.bookingId === undefined) return;
    const { bookingId, bookingNumber = '', receiptId, receiptLabel = '' } = came.made;
    openDrawer({ bookingId });
    showToast({
      tone: 'done',
      text: came.done.includes('checkIn')
        ? t('done.bookedIn', { guest: name, number: bookingNumber })
        : t(`done.${bookedWord(promise)}`, { guest: name, number: bookingNumber }),
      action: receiptId
        ? { label: t('done.print', { receipt: receiptLabel }), run: () => previewReceipt(receiptId) }
        : undefined,
    });
  }

  return {
    running,
    result,
    run: (steps, name, promise) => {
      setGuest(name);
      setPromised(promise);
      // After a refusal the person mends the form and presses again: a guest already made is not made twice.
      const made = result?.made ?? {};
      const before: ChainResult = { made, done: result?.done ?? [], stopped: null };
      const left = steps.filter(({ command }) => !before.done.includes(command));
      return settle(name, promise, () => runChain(left, run, before));
    },
    takeWay: (way) =>
      settle(guest, promised, () =>
        result ? continueWith(result, way, run) : Promise.reject(new Error('nothing was refused')),
      ),
  };
}

/** What the corner calls a sale: with the line the server answers at once, without it what may still become of it is said [S32]. */
export function bookedWord(promise: SalePromise | undefined): 'booked' | 'bookedGuaranteed' | 'bookedTentative' {
  if (promise === undefined) return 'booked';
  return promise === 'guaranteed' ? 'bookedGuaranteed' : 'bookedTentative';
}
