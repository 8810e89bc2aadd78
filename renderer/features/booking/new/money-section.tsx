import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { PriceList } from '../money/price-list.tsx';
import { TillFields } from '../money/till-fields.tsx';
import type { ReadForm } from './check-form.ts';
import type { Payment } from './form.ts';
import styles from './new-booking.module.css';
import type { SectionProps } from './what-section.tsx';

const payments = ['full', 'deposit', 'none'] as const satisfies readonly Payment[];

/** What it costs, what is paid now, and whether the guest moves in at once. */
export function MoneySection({ form, lodge, set, errorOf, read }: SectionProps & { readonly read: ReadForm }) {
  const { t } = useTranslation('booking');
  const { currency } = lodge.property;
  const full = (minor: number) => formatMoney(minor, currency);
  const amounts: Record<Payment, string> = {
    full: full(read.total),
    deposit: form.payment === 'deposit' && read.amount > 0 ? full(read.amount) : '',
    none: '',
  };
  return (
    <>
      <section className={styles.section} aria-label={t('price.title')}>
        <h2>
          {t('price.title')}
          <span className={styles.quiet}>{currency}</span>
        </h2>
        <PriceList from={form.from} to={form.to} nightly={read.nightly} total={read.total} currency={currency} />
        <Field
          label={t('price.perNight')}
          data-field="rate"
          inputMode="decimal"
          figures
          placeholder={formatMoney(read.type?.nightlyRate ?? 0, currency, { decimals: 'auto' })}
          value={form.rate}
          error={errorOf('rate')}
          hint={read.rateChanged ? t('price.own', { money: full(read.type?.nightlyRate ?? 0) }) : undefined}
          onChange={({ currentTarget }) => set({ rate: currentTarget.value })}
        />
      </section>
      <section className={styles.section} aria-label={t('pay.title')}>
        <h2>{t('pay.title')}</h2>
        <fieldset className={styles.payments} aria-label={t('pay.title')}>
          {payments.map((payment) => (
            <label key={payment} className={form.payment === payment ? styles.chosen : undefined}>
              <input
                type="radio"
                name="payment"
                checked={form.payment === payment}
                onChange={() => set({ payment, tendered: '' })}
              />
              {t(`pay.${payment}`)}
              <span className={styles.figure}>{amounts[payment]}</span>
            </label>
          ))}
        </fieldset>
        {form.payment === 'deposit' && (
          <Field
            label={t('pay.amount', { currency })}
            data-field="deposit"
            inputMode="decimal"
            figures
            value={form.deposit}
            error={errorOf('deposit')}
            onChange={({ currentTarget }) => set({ deposit: currentTarget.value })}
          />
        )}
        {read.amount > 0 && (
          <TillFields
            amount={read.amount}
            currency={currency}
            typed={form.tendered}
            tendered={read.tendered}
            error={errorOf('tendered')}
            onType={(tendered) => set({ tendered })}
          />
        )}
        {read.amount > 0 && read.amount < read.total && (
          <p className={styles.later}>
            <span>{t('pay.later')}</span>
            <span className={styles.figure}>{full(read.total - read.amount)}</span>
          </p>
        )}
      </section>
      {read.canCheckIn && (
        <section className={styles.section}>
          <label className={styles.tick}>
            <input
              type="checkbox"
              checked={form.checkIn}
              onChange={({ currentTarget }) => set({ checkIn: currentTarget.checked })}
            />
            {t('arrive.checkIn')}
          </label>
          {read.needsOverride && read.room && (
            <Field
              label={t('arrive.reason', { room: read.room.number, status: t(`roomIs.${read.room.status}`) })}
              data-field="override"
              value={form.override}
              error={errorOf('override')}
              hint={t('arrive.reasonHint')}
              onChange={({ currentTarget }) => set({ override: currentTarget.value })}
            />
          )}
        </section>
      )}
    </>
  );
}
