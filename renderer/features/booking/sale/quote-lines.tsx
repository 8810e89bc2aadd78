import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Quote, QuoteLine } from '#shared/schema/inventory-values.ts';
import { formatDay, formatMoney, formatNumber } from '#renderer/ui/format.ts';
import list from '../money/price-list.module.css';
import styles from './sale.module.css';

/** A price line by line as it was reckoned, and its total [P3]. */
export function QuoteLines({ quote }: { readonly quote: Quote }) {
  const { t } = useTranslation('booking');
  return (
    <dl className={list.list}>
      {quote.lines.map((line, index) => (
        <div key={index} className={line.amount < 0 ? styles.off : undefined}>
          <dt>
            {wordsOf(line, t)} <span className={styles.how}>{howOf(line, quote.currency, t)}</span>
          </dt>
          <dd>{formatMoney(line.amount, quote.currency)}</dd>
        </div>
      ))}
      <div className={list.total}>
        <dt>{t('price.total')}</dt>
        <dd>{formatMoney(quote.total, quote.currency)}</dd>
      </div>
    </dl>
  );
}

function wordsOf({ kind, label }: QuoteLine, t: TFunction<'booking'>): string {
  const of = (name: string) => String(label[name] ?? '');
  switch (kind) {
    case 'seats':
      return [of('product'), t(`sale.category.${of('category')}`, { defaultValue: of('category') }), of('variant')]
        .filter(Boolean)
        .join(', ');
    case 'night':
      return t('sale.lineNight', { day: formatDay(of('date')), type: of('roomType') });
    case 'demand':
      return t('sale.lineDemand', { product: of('product') });
    case 'promotion':
      return t('sale.lineCode', { code: of('code') });
    case 'override':
      // Of a guest who was erased nobody can read the reason any more [S29].
      return of('reason') === '' ? t('sale.lineByHand') : t('sale.lineOverride', { reason: of('reason') });
    case 'tax':
    case 'fee':
      return label['inclusive'] === 1 ? t('sale.lineIncluded', { tax: of('tax') }) : of('tax');
  }
}

function howOf({ kind, label, quantity, unit }: QuoteLine, currency: string, t: TFunction<'booking'>): string {
  if (typeof label['basisPoints'] === 'number')
    return t(kind === 'promotion' ? 'sale.percentOff' : 'sale.percent', {
      percent: formatNumber(label['basisPoints'] / 100),
    });
  if (quantity === 1 && kind !== 'seats') return '';
  return `${quantity} × ${formatMoney(unit, currency, { decimals: 'auto' })}`;
}
