import { useTranslation } from 'react-i18next';
import { formatDay, formatMoney, formatSpan } from '#renderer/ui/format.ts';
import styles from './price-list.module.css';
import { type PriceLine, priceLines } from './stay-price.ts';

export interface PriceListProps {
  readonly from: string;
  readonly to: string;
  /** Minor units, one per night. */
  readonly nightly: readonly number[];
  readonly total: number;
  readonly currency: string;
}

/** Each night with its rate, and the total [P3]. */
export function PriceList({ from, to, nightly, total, currency }: PriceListProps) {
  const { t } = useTranslation('booking');
  const money = (minor: number) => formatMoney(minor, currency);
  const wordsOf = (line: PriceLine) => {
    if (from === to) return t('price.dayUse', { date: formatDay(line.from) });
    if (line.nights === 1) return t('price.night', { date: formatDay(line.from) });
    return t('price.nights', { count: line.nights, span: formatSpan(line.from, line.to), money: money(line.rate) });
  };
  return (
    <dl className={styles.list}>
      {nightly.length > 0 &&
        priceLines(from, to, nightly).map((line) => (
          <div key={line.from}>
            <dt>{wordsOf(line)}</dt>
            <dd>{money(line.amount)}</dd>
          </div>
        ))}
      <div className={styles.total}>
        <dt>{t('price.total')}</dt>
        <dd>{money(total)}</dd>
      </div>
    </dl>
  );
}
