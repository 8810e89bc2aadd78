import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatClock, formatMoney } from '#renderer/ui/format.ts';
import styles from '../existing/existing-booking.module.css';
import { dueOf } from '../existing/sale-forms.tsx';
import type { SaleOn } from '../existing/sale-items.tsx';
import { useAct } from '../existing/use-act.ts';
import { CardStartForm } from './card-start-form.tsx';
import { CardUnderWay } from './card-under-way.tsx';
import { MOST_TRIES, underWay } from './card-steps.ts';

/** A card at the desk's terminal: begun, and then answered by whoever stands there [I6, M6]. Nothing is shown where there is nothing to pay. */
export function CardTerminal(on: SaleOn) {
  const { t } = useTranslation('cards');
  const { booking, items, lodge } = on;
  const { currency, zone } = lodge.property;
  const { value: card } = useView('booking.card', { bookingId: booking.id });
  const act = useAct();
  const [starting, setStarting] = useState(false);
  const open = booking.total - booking.paid;
  const { due } = dueOf(on);
  const mayStart = items.can.includes('startPayment') && open > 0 && !items.channelCollects;
  const waits = card && underWay(card);
  if (card === undefined || (!mayStart && !waits && card.declined === 0)) return null;
  if (waits) return <CardUnderWay key={waits.id} {...on} card={card} payment={waits} act={act} />;
  if (starting && mayStart)
    return <CardStartForm {...on} act={act} amount={due} most={open} onClose={() => setStarting(false)} />;
  const money = (minor: number) => formatMoney(minor, currency, { code: true, decimals: 'auto' });
  return (
    <section className={styles.section} aria-label={t('title')}>
      <h2>{t('title')}</h2>
      {card.payments.map(({ id, amount, startedAt }) => (
        <p key={id} className={styles.empty}>
          {t('wasDeclined', { money: money(amount), at: formatClock(startedAt, zone) })}
        </p>
      ))}
      {booking.status === 'CANCELLED' && card.declined >= MOST_TRIES && (
        <p className={styles.empty}>{t('allDeclined')}</p>
      )}
      {mayStart && (
        <Button icon="card" onClick={() => setStarting(true)}>
          {t(card.declined > 0 ? 'startAgain' : 'start', { money: money(due) })}
        </Button>
      )}
    </section>
  );
}
