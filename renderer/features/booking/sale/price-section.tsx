import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuoteView } from '#shared/rpc/sale-views.ts';
import { useLeads } from '#renderer/state/session.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { formatDuration } from '#renderer/ui/format.ts';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import form from '../new/new-booking.module.css';
import { QuoteLines } from './quote-lines.tsx';
import styles from './sale.module.css';
import type { SaleForm } from './sale-form.ts';

export interface PriceSectionProps {
  readonly sale: SaleForm;
  readonly view: QuoteView | undefined;
  readonly currency: string;
  readonly set: (change: Partial<SaleForm>) => void;
  readonly errorOf: (field: string) => string | undefined;
  /** Asks again; there where the price could not be reckoned. */
  readonly onAgain: (() => void) | undefined;
}

/** Whether who sits here may name a price by hand, or sell beyond what is there. The commands ask again [U1]. */
export function useMayOverride(): boolean {
  return useLeads();
}

/** The price line by line, a code, and a price by hand where the right is there. */
export function PriceSection({ sale, view, currency, set, errorOf, onAgain }: PriceSectionProps) {
  const { t } = useTranslation(['booking', 'refusals']);
  const mayOverride = useMayOverride();
  const [byHand, setByHand] = useState(sale.overrideAmount !== '');
  const apply = () => set({ code: sale.codeTyped.trim().toUpperCase() });
  const why = view?.codeRefused?.detail['why'];
  const codeError =
    sale.code !== '' && view?.codeRefused
      ? t(`sale.codeWhy.${typeof why === 'string' ? why : 'unknown'}`, {
          defaultValue: t('refusals:promotion-invalid'),
        })
      : undefined;
  const counts = sale.code !== '' && view?.quote && !view.codeRefused;
  return (
    <section className={form.section} aria-label={t('price.title')}>
      <h2>
        {t('price.title')}
        <span className={form.quiet}>
          {view ? t('sale.locked', { currency, time: formatDuration(view.holdMinutes * 60_000) }) : currency}
        </span>
      </h2>
      {onAgain && (
        <p className={styles.error} role="alert">
          {t('sale.noQuote')}{' '}
          <Button size="small" onClick={onAgain}>
            {t('sale.tryAgain')}
          </Button>
        </p>
      )}
      {view?.quote ? (
        <QuoteLines quote={view.quote} />
      ) : view?.refused ? (
        <p className={styles.error} role="alert">
          {t(`refusals:${view.refused.reason}`, { defaultValue: t('errors.rateInvalid') })}
        </p>
      ) : (
        sale.items.length > 0 && !onAgain && <LoadingRows rows={3} label={t('sale.reckoning')} />
      )}
      <form
        className={styles.code}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <Field
          label={t('sale.code')}
          value={sale.codeTyped}
          maxLength={40}
          error={codeError}
          hint={counts ? t('sale.codeCounts', { code: sale.code }) : undefined}
          onChange={({ currentTarget: { value } }) => set({ codeTyped: value, ...(value.trim() ? {} : { code: '' }) })}
        />
        <Button type="submit" disabled={sale.codeTyped.trim() === ''}>
          {t('sale.apply')}
        </Button>
      </form>
      {mayOverride && !byHand && (
        <Button size="small" look="quiet" icon="edit" onClick={() => setByHand(true)}>
          {t('sale.byHand')}
        </Button>
      )}
      {mayOverride && byHand && (
        <div className={form.two}>
          <Field
            label={t('sale.byHandAmount', { currency })}
            data-field="override"
            inputMode="decimal"
            figures
            value={sale.overrideAmount}
            error={errorOf('override')}
            onChange={({ currentTarget }) => set({ overrideAmount: currentTarget.value })}
          />
          <Field
            label={t('sale.byHandReason')}
            data-field="overrideReason"
            value={sale.overrideReason}
            maxLength={200}
            error={errorOf('overrideReason')}
            onChange={({ currentTarget }) => set({ overrideReason: currentTarget.value })}
          />
        </div>
      )}
    </section>
  );
}
