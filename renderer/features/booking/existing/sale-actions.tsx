import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#renderer/state/toasts.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { formatDuration, formatMoney, formatSpan } from '#renderer/ui/format.ts';
import { useMayOverride } from '../sale/price-section.tsx';
import { BalanceActions } from './balance-actions.tsx';
import { CancelSale, type Cancelled } from './cancel-sale.tsx';
import { CashForm } from './cash-form.tsx';
import styles from './existing-booking.module.css';
import { HoldClock } from './hold-clock.tsx';
import { PaymentForm } from './payment-form.tsx';
import { refundable } from './refundable.ts';
import { RefusedNote } from './refused-note.tsx';
import type { SaleOn } from './sale-items.tsx';
import { useAct } from './use-act.ts';

type Form = { readonly name: 'cash' | 'other' | 'refund' } | { readonly name: 'cancel'; readonly what: Cancelled };

const EXTEND_MINUTES = 30;

/** What can be done with a booking as a whole: pay, hold longer, release, confirm, cancel one item or all. */
export function SaleActions(on: SaleOn) {
  const { t } = useTranslation('booking');
  const { booking, items, lodge } = on;
  const { currency } = lodge.property;
  const act = useAct();
  const leads = useMayOverride();
  const [form, setForm] = useState<Form | null>(null);
  const money = (minor: number) => formatMoney(minor, currency, { code: true, decimals: 'auto' });
  const close = () => setForm(null);
  const can = (command: string) => items.can.includes(command);
  const pays = can('takeMoney') || booking.status === 'CONFIRMED';
  const open = booking.total - booking.paid;
  const due = items.depositDue > booking.paid ? items.depositDue - booking.paid : open;
  const { hold } = items;

  if (form?.name === 'cash') return <CashForm {...on} act={act} onClose={close} way="take" amount={due} most={open} />;
  if (form?.name === 'refund') {
    const most = refundable(booking);
    return <CashForm {...on} act={act} onClose={close} way="refund" amount={most} most={most} />;
  }
  if (form?.name === 'other') return <PaymentForm {...on} act={act} onClose={close} amount={due} most={open} />;
  if (form?.name === 'cancel') return <CancelSale {...on} act={act} onClose={close} what={form.what} />;

  const live = [
    ...items.seats
      .filter(({ status }) => status === 'CONFIRMED' || status === 'HELD')
      .map(({ id, product, units, total }) => ({
        id,
        words: `${product}, ${t('sale.seats', { count: units })}`,
        amount: total,
      })),
    ...booking.stays
      .filter(({ status }) => status === 'CONFIRMED' || status === 'HELD')
      .map(({ id, roomTypeId, arrival, departure, nightly }) => ({
        id,
        words: [
          lodge.roomTypes.find((type) => type.id === roomTypeId)?.name ?? '',
          formatSpan(arrival, departure),
        ].join(', '),
        amount: itemTotal(on, id) ?? nightly.reduce((sum, rate) => sum + rate, 0),
      })),
  ];
  const run = (command: string, draft: unknown, said: string) =>
    void act.run(command, draft, () => showToast({ tone: 'done', text: said }));
  const cancels = can('cancelBooking') && hold === null;
  const nothing = !hold && !pays && !cancels && refundable(booking) <= 0 && !can('approveBooking');
  return (
    <section className={styles.section} aria-label={t('act.title')}>
      <h2>{t('act.title')}</h2>
      {hold && <HoldClock hold={hold} />}
      <RefusedNote act={act} currency={currency} onTaken={act.forget} />
      {pays && open > 0 && !items.channelCollects && (
        <>
          <Button className={styles.next} look="primary" size="big" onClick={() => setForm({ name: 'cash' })}>
            {t('sale.payDue', { money: money(due) })}
          </Button>
          <Button onClick={() => setForm({ name: 'other' })}>{t('sale.payOther', { money: money(due) })}</Button>
        </>
      )}
      {can('approveBooking') && leads && (
        <Button
          look="primary"
          size="big"
          busy={act.busy}
          onClick={() => run('approveBooking', { bookingId: booking.id }, t('sale.approved'))}
        >
          {t('sale.approve')}
        </Button>
      )}
      {hold && can('confirmBooking') && leads && (
        <Button
          busy={act.busy}
          onClick={() =>
            run(
              'confirmBooking',
              { bookingId: booking.id, by: 'approved', reference: '' },
              t('done.booked', { number: booking.number, guest: booking.guest.name }),
            )
          }
        >
          {t('sale.confirm')}
        </Button>
      )}
      {can('holdDraft') && (
        <Button
          look="primary"
          busy={act.busy}
          onClick={() => run('holdDraft', { bookingId: booking.id }, t('sale.heldAgain'))}
        >
          {t('sale.holdAgain')}
        </Button>
      )}
      {hold && can('extendHold') && (
        <Button
          busy={act.busy}
          onClick={() =>
            run('extendHold', { holdId: hold.id, minutes: EXTEND_MINUTES, waitsFor: hold.waitsFor }, t('sale.extended'))
          }
        >
          {t('sale.extend', { time: formatDuration(EXTEND_MINUTES * 60_000) })}
        </Button>
      )}
      {hold && can('releaseHold') && (
        <Button
          look="loss"
          busy={act.busy}
          onClick={() => run('releaseHold', { holdId: hold.id, reason: '' }, t('sale.released'))}
        >
          {t('sale.release')}
        </Button>
      )}
      <BalanceActions {...on} busy={act.busy} run={run} />
      {refundable(booking) > 0 && <Button onClick={() => setForm({ name: 'refund' })}>{t('act.refund')}</Button>}
      {can('cancelItem') &&
        (live.length > 1 || isUsed(booking.status)) &&
        live.map(({ id, words, amount }) => (
          <Button key={id} look="loss" onClick={() => setForm({ name: 'cancel', what: { itemId: id, words, amount } })}>
            {t('sale.cancelItem', { what: words, money: money(amount) })}
          </Button>
        ))}
      {cancels && (
        <Button
          look="loss"
          onClick={() =>
            setForm({ name: 'cancel', what: { itemId: null, words: booking.number, amount: booking.total } })
          }
        >
          {t('sale.cancelAll')}
        </Button>
      )}
      {nothing && <p className={styles.empty}>{t('act.nothing')}</p>}
    </section>
  );
}

/** Somebody of the booking came: what is still to come can be given up without the rest. */
function isUsed(status: SaleOn['booking']['status']): boolean {
  return status === 'CHECKED_IN' || status === 'CHECKED_OUT';
}

/** A stay's share of the price with its taxes; items were held seats and stays in the order of the booking, so it is told where there is one stay. */
function itemTotal({ booking, items }: SaleOn, stayId: string): number | undefined {
  if (items.quote === null || booking.stays.length !== 1 || booking.stays[0]?.id !== stayId) return undefined;
  const seats = items.seats.reduce((sum, { total }) => sum + total, 0);
  return items.quote.total - seats;
}
