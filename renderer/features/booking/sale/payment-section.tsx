import { useTranslation } from 'react-i18next';
import type { QuoteView } from '#shared/rpc/sale-views.ts';
import { Field } from '#renderer/ui/field.tsx';
import { formatDay, formatMoney, formatNumber } from '#renderer/ui/format.ts';
import { Choice } from '../choice.tsx';
import { TillFields } from '../money/till-fields.tsx';
import form from '../new/new-booking.module.css';
import { useMayOverride } from './price-section.tsx';
import type { ReadSale } from './read-sale.ts';
import styles from './sale.module.css';
import { type SaleForm, type SalePayment, saleMethods } from './sale-form.ts';

const payments = ['full', 'deposit', 'hold', 'account'] as const satisfies readonly SalePayment[];

export interface PaymentSectionProps {
  readonly sale: SaleForm;
  readonly read: ReadSale;
  readonly view: QuoteView | undefined;
  readonly currency: string;
  readonly channel: string;
  readonly set: (change: Partial<SaleForm>) => void;
  readonly errorOf: (field: string) => string | undefined;
}

/** What is paid now and how, what is left and by which day. */
export function PaymentSection({ sale, read, view, currency, channel, set, errorOf }: PaymentSectionProps) {
  const { t } = useTranslation('booking');
  const leads = useMayOverride();
  const money = (minor: number) => formatMoney(minor, currency);
  const percent = formatNumber((view?.depositBasisPoints ?? 0) / 100);
  if (read.by === 'channel')
    return (
      <section className={form.section} aria-label={t('pay.title')}>
        <h2>{t('pay.title')}</h2>
        <p className={styles.note}>{t('sale.channelCollects', { channel, money: money(read.total) })}</p>
      </section>
    );
  if (read.by === 'approval')
    return (
      <section className={form.section} aria-label={t('pay.title')}>
        <h2>{t('pay.title')}</h2>
        <p className={styles.note}>{t('sale.waitsForApproval')}</p>
      </section>
    );
  const says: Record<SalePayment, readonly [string, string]> = {
    full: [t('sale.payFull'), money(read.total)],
    deposit: [t('sale.payDeposit', { percent }), money(view?.quote?.deposit ?? 0)],
    hold: [t('sale.payHold'), t('sale.payNothing')],
    account: [t('sale.payAccount'), money(read.total)],
  };
  const { deposit } = read;
  // Where no deposit is taken, what was chosen as one is all of it.
  const chosen = sale.payment === 'deposit' && deposit === null ? 'full' : sale.payment;
  const rounded = read.amount - (view?.quote?.deposit ?? 0);
  return (
    <section className={form.section} aria-label={t('pay.title')}>
      <h2>{t('pay.title')}</h2>
      <fieldset className={form.payments} aria-label={t('pay.title')}>
        {payments
          .filter((payment) => (payment !== 'account' || leads) && (payment !== 'deposit' || deposit !== null))
          .map((payment) => (
            <label key={payment} className={chosen === payment ? form.chosen : undefined}>
              <input
                type="radio"
                name="salePayment"
                checked={chosen === payment}
                onChange={() => set({ payment, tendered: '' })}
              />
              {says[payment][0]}
              <span className={form.figure}>{says[payment][1]}</span>
            </label>
          ))}
        {/* Said, so that nobody looks for it. */}
        <label className={styles.later}>
          <input type="radio" name="salePayment" disabled />
          {t('sale.payLink')}
          <span className={form.figure}>{t('sale.linkLater')}</span>
        </label>
      </fieldset>
      {deposit === null && chosen === 'full' && <p className={styles.note}>{t('sale.allDue')}</p>}
      {sale.payment === 'account' && (
        <Field
          label={t('sale.reference')}
          data-field="reference"
          hint={t('sale.accountHint')}
          value={sale.reference}
          maxLength={120}
          error={errorOf('reference')}
          onChange={({ currentTarget }) => set({ reference: currentTarget.value })}
        />
      )}
      {read.amount > 0 && (
        <>
          <Choice
            label={t('sale.method')}
            value={sale.method}
            onChange={({ currentTarget: { value } }) => {
              const method = saleMethods.find((each) => each === value);
              if (method) set({ method, tendered: '', reference: '' });
            }}
          >
            {saleMethods.map((method) => (
              <option key={method} value={method}>
                {t(`sale.methods.${method}`)}
              </option>
            ))}
          </Choice>
          {sale.method === 'CASH' ? (
            <TillFields
              amount={read.amount}
              currency={currency}
              typed={sale.tendered}
              tendered={read.tendered}
              error={errorOf('tendered')}
              onType={(tendered) => set({ tendered })}
            />
          ) : (
            <Field
              label={t('sale.reference')}
              data-field="reference"
              value={sale.reference}
              maxLength={120}
              error={errorOf('reference')}
              hint={t('sale.referenceHint')}
              onChange={({ currentTarget }) => set({ reference: currentTarget.value })}
            />
          )}
          {chosen === 'deposit' && rounded > 0 && (
            <p className={styles.note}>{t('sale.rounded', { money: money(rounded) })}</p>
          )}
          {read.amount < read.total && view?.quote && (
            <p className={form.later}>
              <span>{t('sale.balance', { day: formatDay(view.quote.balanceDueOn) })}</span>
              <span className={form.figure}>{money(read.total - read.amount)}</span>
            </p>
          )}
        </>
      )}
      {sale.payment === 'hold' && (
        <Field
          label={t('sale.waitsFor')}
          placeholder={t('sale.waitsForHint')}
          value={sale.waitsFor}
          maxLength={120}
          onChange={({ currentTarget }) => set({ waitsFor: currentTarget.value })}
        />
      )}
    </section>
  );
}
