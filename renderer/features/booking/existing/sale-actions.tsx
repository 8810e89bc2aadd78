import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingPlace } from '#renderer/state/drawer.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { ApprovalActions } from './approval-actions.tsx';
import { BalanceActions } from './balance-actions.tsx';
import styles from './existing-booking.module.css';
import { HoldActions } from './hold-actions.tsx';
import { HoldClock } from './hold-clock.tsx';
import { liveItems } from './live-items.ts';
import { refundable } from './refundable.ts';
import { RefusedNote } from './refused-note.tsx';
import { type SaleForm, SaleForms, dueOf } from './sale-forms.tsx';
import type { SaleOn } from './sale-items.tsx';
import { SameParty } from './same-party.tsx';
import { useAct } from './use-act.ts';

/** What can be done with a booking as a whole: approve, pay, hold longer, release, confirm, change who travels, cancel one item or all. */
export function SaleActions({ place, ...on }: SaleOn & { readonly place: BookingPlace }) {
  const { t } = useTranslation('booking');
  const { booking, items, lodge } = on;
  const { currency } = lodge.property;
  const act = useAct();
  const money = (minor: number) => formatMoney(minor, currency, { code: true, decimals: 'auto' });
  const can = (command: string) => items.can.includes(command);
  const waits = can('approveBooking');
  const { open, due, cash } = dueOf(on);
  const pays = (can('takeMoney') || booking.status === 'CONFIRMED') && open > 0 && !items.channelCollects;
  const [form, setForm] = useState<SaleForm | null>(() =>
    formAt(place, { pays, waits, confirmed: booking.status === 'CONFIRMED' }),
  );
  const show = (shown: SaleForm | null) => {
    act.forget();
    setForm(shown);
  };
  if (form !== null) return <SaleForms {...on} form={form} act={act} onClose={() => show(null)} />;

  const { hold } = items;
  const live = liveItems(on, t);
  const seats = can('changePax')
    ? items.seats.filter(({ status }) => status === 'CONFIRMED' || (status === 'HELD' && hold !== null))
    : [];
  const run = (command: string, draft: unknown, said: string) =>
    void act.run(command, draft, () => showToast({ tone: 'done', text: said }));
  const cancels = can('cancelBooking') && hold === null;
  const nothing = !hold && !pays && !cancels && refundable(booking) <= 0 && !waits;
  return (
    <section className={styles.section} aria-label={t('act.title')}>
      <h2>{t('act.title')}</h2>
      {hold && <HoldClock hold={hold} />}
      <RefusedNote act={act} currency={currency} onTaken={act.forget} />
      {booking.status === 'CONFIRMED' && <SameParty {...on} onMerge={(otherId) => show({ name: 'merge', otherId })} />}
      {waits && <ApprovalActions {...on} act={act} onReject={() => show({ name: 'reject' })} />}
      {pays && (
        <>
          <Button className={styles.next} look="primary" size="big" onClick={() => show({ name: 'cash' })}>
            {t('sale.payDue', { money: money(cash) })}
          </Button>
          <Button onClick={() => show({ name: 'other' })}>{t('sale.payOther', { money: money(due) })}</Button>
        </>
      )}
      {hold && <HoldActions {...on} hold={hold} busy={act.busy} run={run} />}
      {can('holdDraft') && (
        <Button
          look="primary"
          busy={act.busy}
          onClick={() => run('holdDraft', { bookingId: booking.id }, t('sale.heldAgain'))}
        >
          {t('sale.holdAgain')}
        </Button>
      )}
      {seats.map((each) => (
        <Button key={each.id} icon="guests" onClick={() => show({ name: 'pax', seats: each })}>
          {seats.length === 1 ? t('changes.pax') : t('changes.paxOf', { what: each.product })}
        </Button>
      ))}
      {can('moveSeats') &&
        onceEach(seats).map((each) => (
          <Button key={each.departureId} icon="departures" onClick={() => show({ name: 'moveSeats', seats: each })}>
            {t('changes.move', { what: each.product, count: onceEach(seats).length })}
          </Button>
        ))}
      <BalanceActions {...on} busy={act.busy} run={run} />
      {refundable(booking) > 0 && <Button onClick={() => show({ name: 'refund' })}>{t('act.refund')}</Button>}
      {can('cancelItem') &&
        (live.length > 1 || isUsed(booking.status)) &&
        live.map(({ id, words, amount }) => (
          <Button
            key={id}
            className={styles.long}
            look="loss"
            onClick={() => show({ name: 'cancel', what: { itemId: id, words, amount } })}
          >
            {t('sale.cancelItem', { what: words, money: money(amount) })}
          </Button>
        ))}
      {cancels && (
        <Button
          look="loss"
          onClick={() => show({ name: 'cancel', what: { itemId: null, words: booking.number, amount: booking.total } })}
        >
          {t('sale.cancelAll')}
        </Button>
      )}
      {nothing && <p className={styles.empty}>{t('act.nothing')}</p>}
    </section>
  );
}

/** The form that an address leads to, where it can be filled in. */
function formAt(
  place: BookingPlace,
  { pays, waits, confirmed }: { readonly pays: boolean; readonly waits: boolean; readonly confirmed: boolean },
): SaleForm | null {
  if (place.at === 'payment' && pays) return { name: 'cash' };
  if (place.at === 'reject' && waits) return { name: 'reject' };
  if (place.at === 'merge' && confirmed) return { name: 'merge', otherId: place.otherId };
  return null;
}

/** One of the seats of each departure. */
function onceEach<S extends { readonly departureId: string }>(seats: readonly S[]): S[] {
  return [...new Map(seats.map((each) => [each.departureId, each])).values()];
}

/** Somebody of the booking came: what is still to come can be given up without the rest. */
function isUsed(status: SaleOn['booking']['status']): boolean {
  return status === 'CHECKED_IN' || status === 'CHECKED_OUT';
}
