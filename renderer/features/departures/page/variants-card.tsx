import { useTranslation } from 'react-i18next';
import type { DepartureView } from '#shared/rpc/departure-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import styles from './departure-page.module.css';

export interface VariantsCardProps {
  readonly departure: DepartureView;
  readonly currency: string;
  readonly onEdit: (() => void) | undefined;
}

/** The ways to join on the same seats, with what each changes in the price. Nothing is shown where there is one way only. */
export function VariantsCard({ departure, currency, onEdit }: VariantsCardProps) {
  const { t } = useTranslation('departures');
  const live = departure.variants.filter(({ active }) => active);
  if (live.length === 0) return null;
  return (
    <Card
      title={t('variants.title')}
      count={live.length}
      actions={
        onEdit && (
          <Button look="quiet" size="small" icon="edit" onClick={onEdit}>
            {t('quotas.edit')}
          </Button>
        )
      }
    >
      <ul className={styles.variants} aria-label={t('variants.title')}>
        {live.map(({ id, name, time, priceDifference }) => (
          <li key={id}>
            <b>{name}</b>
            <span>{time}</span>
            <span className={styles.figure}>
              {priceDifference === 0
                ? t('variants.same')
                : `${priceDifference > 0 ? '+' : ''}${formatMoney(priceDifference, currency)}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
