import { useTranslation } from 'react-i18next';
import type { DepartureView } from '#shared/rpc/departure-views.ts';
import { useLine } from '#renderer/state/line.ts';
import { Card } from '#renderer/ui/card.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { CapacityBar } from '../capacity-bar.tsx';
import { freeOf } from '../status-look.ts';
import styles from './departure-page.module.css';

/** The capacity as a sum that one can read aloud: what there is, less what is blocked, sold and held, is what is free. */
export function CapacityCard({ departure }: { readonly departure: DepartureView }) {
  const { t } = useTranslation('departures');
  const offline = useLine(({ line }) => line !== null && line.state !== 'online');
  const { total, blocked, confirmed, held, status, promised, overbooked, overbookingLimit, forced } = departure;
  const free = freeOf(departure);
  const terms = [
    ['total', total, ''],
    ['blocked', blocked, '−'],
    ['sellable', total - blocked, '='],
    ['confirmed', confirmed, '−'],
    ['held', held, '−'],
    ['free', free, '='],
  ] as const;
  return (
    <Card className={styles.capacity}>
      <h2 className="spoken-only">{t('capacity.title')}</h2>
      <div className={styles.sumRow}>
        <dl className={styles.sum} aria-label={t('capacity.title')}>
          {terms.map(([name, value, sign]) => (
            // The signs are drawn by the style: read aloud, the names of the figures say them.
            <div key={name} data-sign={sign} className={name === 'free' ? styles[freeTone(free, status)] : undefined}>
              <dt>{t(`figures.${name}`)}</dt>
              <dd>{value < 0 ? `−${-value}` : value}</dd>
            </div>
          ))}
        </dl>
        <div className={styles.beside}>
          {promised > 0 && (
            <span>
              <Icon name="shield" size="m" />
              {t('capacity.promised', { count: promised })}
            </span>
          )}
          {promised === 0 && offline && (
            <span>
              <Icon name="cloudOff" size="m" />
              {t('capacity.nothingPromised')}
            </span>
          )}
          <span className={overbooked > 0 ? styles.over : undefined}>
            {t('capacity.overbooking', { used: overbooked, limit: overbookingLimit })}
          </span>
          {forced > 0 && <span className={styles.over}>{t('capacity.forced', { count: forced })}</span>}
        </div>
      </div>
      <CapacityBar size="page" {...{ confirmed, held, blocked }} of={total} />
    </Card>
  );
}

function freeTone(free: number, status: DepartureView['status']): 'over' | 'few' | 'plain' {
  if (free < 0) return 'over';
  return status === 'FEW_LEFT' || free === 0 ? 'few' : 'plain';
}
