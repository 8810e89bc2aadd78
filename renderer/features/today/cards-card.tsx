import { useTranslation } from 'react-i18next';
import type { CardState } from '#shared/rpc/card-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { formatClock, formatMoney } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from './today.module.css';

const urgent: ReadonlySet<CardState> = new Set<CardState>(['unknown', 'failed']);

/** Cards that are on a terminal, without an answer, or declined and to be tried again: one press leads to the answer [M6]. */
export function CardsCard({ lodge }: { readonly lodge: LodgeView }) {
  const { t } = useTranslation('cards');
  const { value: cards = [] } = useView('cards.open', {});
  const { currency, zone } = lodge.property;
  if (cards.length === 0) return null;
  return (
    <Card title={t('today.title')} count={cards.length}>
      {cards.map(({ id, bookingId, guest, amount, state, declined, startedAt }) => (
        <div key={id} className={styles.line}>
          <span className={`${styles.dot} ${urgent.has(state) ? styles.lateDot : styles.outDot}`}>
            <Icon name="card" size="m" />
          </span>
          <span className={styles.lineText}>
            <b>{`${guest}, ${formatMoney(amount, currency, { code: true, decimals: 'auto' })}`}</b>
            <span>
              {[t(`today.ask.${state}`, { n: declined }), t('today.since', { at: formatClock(startedAt, zone) })].join(
                ' · ',
              )}
            </span>
          </span>
          <Button size="small" aria-label={t('today.openOf', { guest })} onClick={() => openDrawer({ bookingId })}>
            {t('today.open')}
          </Button>
        </div>
      ))}
    </Card>
  );
}
