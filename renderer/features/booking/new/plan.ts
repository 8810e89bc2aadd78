import { countryCode } from './countries.ts';
import type { BookingForm } from './form.ts';
import type { Made } from './made.ts';
import type { ReadForm } from './check-form.ts';
import { nightsOf } from '../money/stay-price.ts';

export type StepCommand =
  | 'addGuest'
  | 'bookStay'
  | 'takeCash'
  | 'checkIn'
  | 'holdItems'
  | 'takePayment'
  | 'confirmBooking'
  | 'joinWaitlist';

/** One command of the chain; its draft is made of what the steps before it brought. */
export interface Step {
  readonly command: StepCommand;
  readonly draft: (made: Made) => unknown;
}

/** What the one button of the drawer will do. Minor units. */
export interface BookingPlan {
  readonly steps: readonly Step[];
  /** 0 is day use. */
  readonly nights: number;
  readonly amount: number;
  /** The room it checks in to; null when it does not. */
  readonly checkInTo: string | null;
}

/** Plans the commands that a form without errors comes to: guest, sale, money, arrival, in this order. */
export function planBooking(form: BookingForm, read: ReadForm): BookingPlan {
  const { guest } = form;
  const checkIn = form.checkIn && read.canCheckIn && read.room !== undefined;
  const steps: Step[] = [...guestStep(form)];
  steps.push({
    command: 'bookStay',
    draft: (made) => ({
      guestId: guest?.id ?? made.guestId,
      source: form.source,
      ...(form.externalRef.trim() ? { externalRef: form.externalRef.trim() } : {}),
      roomTypeId: form.roomTypeId,
      roomId: form.roomId,
      from: form.from,
      to: form.to,
      adults: form.adults,
      children: form.children,
      nightlyRate: read.rateChanged ? read.rate : null,
      // [B7] What was said to the guest is what it must still cost.
      shownTotal: read.total,
      wishes: form.wishes.trim(),
      expectedAt: form.expectedAt,
      note: form.note.trim(),
    }),
  });
  if (read.amount > 0) {
    steps.push({
      command: 'takeCash',
      draft: ({ bookingId }) => ({ bookingId, amount: read.amount, tendered: read.tendered }),
    });
  }
  if (checkIn) {
    const override = read.needsOverride ? { override: form.override.trim() } : {};
    steps.push({ command: 'checkIn', draft: ({ stayId }) => ({ stayId, ...override }) });
  }
  return {
    steps,
    nights: nightsOf(form.from, form.to),
    amount: read.amount,
    checkInTo: checkIn ? (read.room?.number ?? null) : null,
  };
}

/** Makes the guest of what was typed; nothing where one was taken who is there. */
export function guestStep(form: BookingForm): readonly Step[] {
  if (form.guest !== null) return [];
  const draft = {
    name: form.name.trim(),
    country: countryCode(form.country) ?? '',
    phone: form.phone.trim(),
    email: form.email.trim(),
    vip: false,
    note: '',
  };
  return [{ command: 'addGuest', draft: () => draft }];
}
