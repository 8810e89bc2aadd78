import { useTranslation } from 'react-i18next';
import type { Alternative } from '#shared/schema/answers.ts';
import { bothPrices } from '#renderer/ui/both-prices.ts';
import { formatMoney } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from '../parts.module.css';
import { Ways } from '../ways.tsx';
import type { Act } from './use-act.ts';

/** Why the last act was refused, and the ways out of it. Nothing is shown while nothing was refused. */
export function RefusedNote({
  act,
  currency,
  onTaken,
}: {
  readonly act: Act;
  readonly currency: string;
  readonly onTaken: (way: Alternative) => void;
}) {
  const { t } = useTranslation(['booking', 'refusals']);
  const { refused } = act;
  if (!refused) return null;
  const { due } = refused.detail;
  const prices = bothPrices(refused.detail, currency);
  const facts = [
    ...['guest', 'bookingNumber'].map((name) => refused.detail[name]).filter((each) => typeof each === 'string'),
    typeof due === 'number' ? formatMoney(due, currency, { code: true }) : '',
    prices ? t('chain.bothPrices', prices) : '',
  ].filter(Boolean);
  return (
    <div className={styles.refused} role="alert">
      <h3>
        <Icon name="ban" size="m" />
        {t('act.refused')}
      </h3>
      <p>
        {t(`refusals:${refused.reason}`)} {facts.join(', ')}
      </p>
      {refused.alternatives.length > 0 && (
        <Ways
          ways={refused.alternatives}
          currency={currency}
          busy={act.busy}
          onTake={(way) => void act.run(way.command, way.input, () => onTaken(way))}
        />
      )}
    </div>
  );
}
