import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AvailabilityView } from '#shared/rpc/availability-view.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { BookingDraft } from '#renderer/state/drawer.ts';
import { isOffline, isShutOut, useLine } from '#renderer/state/line.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { ChainReport } from './chain-report.tsx';
import { type FormError, type FormField, readForm } from './check-form.ts';
import { Duplicates } from './duplicates.tsx';
import { type BookingForm, isBegun, startForm } from './form.ts';
import { LeaveQuestion } from './leave-question.tsx';
import { GuestSection } from './guest-section.tsx';
import { MoneySection } from './money-section.tsx';
import styles from './new-booking.module.css';
import { PartySection } from './party-section.tsx';
import { planBooking } from './plan.ts';
import { planSentence } from './sentence.ts';
import { suggest } from './suggest.ts';
import { useBooking } from './use-booking.ts';
import { type SectionProps, WhatSection } from './what-section.tsx';

export interface NewBookingProps {
  readonly draft: BookingDraft;
  readonly lodge: LodgeView;
  /** Somebody wants to leave what was begun: the question stands at the foot. */
  readonly leaving: boolean;
  /** Told whether there is something that leaving would throw away. */
  readonly onBegun: (begun: boolean) => void;
  readonly onStay: () => void;
  readonly onLeave: () => void;
  /** More than one room: what was typed goes on there. */
  readonly onMore: (more: MoreThanARoom) => void;
}

/** What the quick form had, and what is added to its room. */
export interface MoreThanARoom {
  readonly form: BookingForm;
  readonly add: 'room' | 'seats' | 'terms';
}

/** A new booking: what, who, for how much, and one button that says all that it will do. */
export function NewBooking({ draft, lodge, leaving, onBegun, onStay, onLeave, onMore }: NewBookingProps) {
  const { t } = useTranslation('booking');
  const { currency, businessDate } = lodge.property;
  const [typed, setForm] = useState<BookingForm>(() => startForm(draft, businessDate));
  const [tried, setTried] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const offline = useLine(isOffline);
  const shutOut = useLine(({ line }) => line !== null && isShutOut(line.state));
  const booking = useBooking();

  const begun = isBegun(typed);
  useEffect(() => onBegun(begun), [begun, onBegun]);

  const datesRight = typed.from >= businessDate && typed.to >= typed.from;
  const { value: latest } = useView('availability.get', datesRight ? { from: typed.from, to: typed.to } : null);
  const free = useKept(latest);
  const form = free ? suggest(typed, lodge, free) : typed;
  const read = readForm(form, lodge);
  const plan = planBooking(form, read);
  const offered = free?.types.find((type) => type.roomTypeId === form.roomTypeId);
  const promise = !shutOut && (offered?.promised ?? 0) > 0 ? 'guaranteed' : 'tentative';
  const wrong = Object.keys(read.errors).length;

  const goTo = (field: string) =>
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus());
  const commit = () => {
    setTried(true);
    const first = Object.keys(read.errors)[0];
    if (first) goTo(first);
    else void booking.run(plan.steps, form.guest?.name ?? form.name.trim(), offline ? promise : undefined);
  };
  useKeys([
    {
      id: 'booking.commit',
      keys: 'Ctrl+↵',
      group: 'booking',
      label: () => t('keys.commit'),
      run: commit,
      inFields: true,
      overDialogs: true,
    },
  ]);
  useEffect(() => {
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>('[data-field="name"]')?.focus());
  }, [body]);

  const section: SectionProps = {
    form,
    lodge,
    set: (change) => setForm({ ...form, ...change }),
    // Money that does not suffice is said at once; what is merely not filled in yet, when the button is pressed.
    errorOf: (field: FormField) =>
      tried || field === 'tendered' || read.errors[field] === 'roomOccupied' ? wordsOf(read.errors[field]) : undefined,
  };
  function wordsOf(error: FormError | undefined): string | undefined {
    return error && t(`errors.${error}`, { count: read.type?.maxOccupancy ?? 0 });
  }

  const money = formatMoney(plan.amount, currency, { code: true, decimals: 'auto' });
  return (
    <div className={styles.frame} ref={body}>
      <div className={styles.columns}>
        <div className={styles.left}>
          {booking.result?.stopped && (
            <ChainReport booking={booking} result={booking.result} lodge={lodge} money={money} />
          )}
          <WhatSection {...section} free={free} />
          <div className={styles.more}>
            {(['room', 'seats', 'terms'] as const).map((add) => (
              <Button key={add} size="small" look="quiet" icon="plus" onClick={() => onMore({ form, add })}>
                {t(add === 'room' ? 'sale.addRoom' : add === 'seats' ? 'sale.addSeats' : 'sale.moreTerms')}
              </Button>
            ))}
          </div>
          <GuestSection {...section} goTo={goTo} />
          <Duplicates form={form} datesRight={datesRight} />
          <PartySection {...section} />
        </div>
        <div className={styles.right}>
          <MoneySection {...section} read={read} />
        </div>
      </div>
      {leaving ? (
        <LeaveQuestion guest={form.guest?.name ?? form.name.trim()} onStay={onStay} onLeave={onLeave} />
      ) : (
        <footer className={styles.foot}>
          <span className={styles.footNote}>
            {tried && wrong > 0 ? (
              <span className={styles.mend} role="alert">
                {t('mend', { count: wrong })}
              </span>
            ) : shutOut ? (
              t('shutOutHint')
            ) : offline ? (
              t(promise === 'guaranteed' ? 'promisedHint' : 'offlineHint')
            ) : (
              ''
            )}
          </span>
          <Button look="primary" size="big" keys="Ctrl+↵" busy={booking.running} onClick={commit}>
            {booking.running ? t('say.working') : planSentence(plan, offline ? promise : undefined, money, t)}
          </Button>
        </footer>
      )}
    </div>
  );
}

/** The last answer stays in sight while the next one comes, so that nothing jumps. */
function useKept(latest: AvailabilityView | undefined): AvailabilityView | undefined {
  const [kept, setKept] = useState(latest);
  if (latest && latest !== kept) setKept(latest);
  return latest ?? kept;
}
