import { useTranslation } from 'react-i18next';
import { formatMoney } from '#renderer/ui/format.ts';
import { writeAmount } from '#renderer/ui/amount.ts';
import { likelyTendered, tillOf } from './till.ts';
import styles from './till.module.css';

export interface TillFieldsProps {
  /** What is to be taken. Minor units. */
  readonly amount: number;
  readonly currency: string;
  /** As typed; empty means exactly the amount. */
  readonly typed: string;
  /** What was read of it. Minor units. */
  readonly tendered: number;
  readonly error?: string;
  readonly onType: (text: string) => void;
}

/** The till, to be read at midnight: what is due, what was handed over, what goes back. */
export function TillFields({ amount, currency, typed, tendered, error, onType }: TillFieldsProps) {
  const { t } = useTranslation('booking');
  const till = tillOf(amount, tendered);
  const short = till.kind === 'short';
  return (
    <div className={styles.till}>
      <div className={styles.due}>
        <span>{t('pay.due')}</span>
        <b>{formatMoney(amount, currency, { code: true })}</b>
      </div>
      <div className={`${styles.give} ${error || short ? styles.wrong : ''}`}>
        <label className={styles.tendered}>
          <span>{t('pay.tendered', { currency })}</span>
          <input
            data-field="tendered"
            inputMode="decimal"
            autoComplete="off"
            placeholder={formatMoney(amount, currency, { decimals: 'auto' })}
            aria-invalid={error ? true : undefined}
            value={typed}
            onFocus={(event) => event.currentTarget.select()}
            onChange={({ currentTarget }) => onType(currentTarget.value)}
          />
        </label>
        <div className={`${styles.change} ${short ? styles.short : ''}`} role="status">
          <span>{t(short ? 'pay.missing' : 'pay.change')}</span>
          <b>{formatMoney(till.kind === 'short' ? till.missing : till.change, currency, { decimals: 'auto' })}</b>
        </div>
      </div>
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <div className={styles.likely}>
        {likelyTendered(amount, currency).map((likely) => {
          const money = formatMoney(likely, currency, { decimals: 'auto' });
          return (
            <button
              key={likely}
              type="button"
              tabIndex={-1}
              aria-pressed={likely === tendered}
              className={likely === tendered ? styles.chosen : undefined}
              onClick={() => onType(likely === amount ? '' : writeAmount(likely, currency))}
            >
              {likely === amount ? t('pay.exact', { money }) : money}
            </button>
          );
        })}
      </div>
    </div>
  );
}
