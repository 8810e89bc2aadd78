import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import type { BookingCardView, CardPaymentView } from '#shared/rpc/card-views.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { formatClock, formatMoney } from '#renderer/ui/format.ts';
import styles from '../existing/existing-booking.module.css';
import { RefusedNote } from '../existing/refused-note.tsx';
import type { SaleOn } from '../existing/sale-items.tsx';
import type { Act } from '../existing/use-act.ts';
import { previewReceipt } from '../receipt/receipt-place.ts';
import card from './card.module.css';
import { CardTag } from './card-tag.tsx';
import { type CardOutcome, MOST_TRIES, isLastTry, outcomesOf, tryNumber } from './card-steps.ts';

export interface CardUnderWayProps extends SaleOn {
  readonly card: BookingCardView;
  readonly payment: CardPaymentView;
  readonly act: Act;
}

/** A payment is on the terminal: what came of it is said here, by whoever reads the slip [M6]. */
export function CardUnderWay({ lodge, card: tries, payment, act }: CardUnderWayProps) {
  const { t } = useTranslation('cards');
  const { currency, zone } = lodge.property;
  const [reference, setReference] = useState('');
  const [tried, setTried] = useState(false);
  const money = formatMoney(payment.amount, currency, { code: true, decimals: 'auto' });
  const missing = reference.trim() === '';
  const n = tryNumber(tries);
  const last = isLastTry(tries);
  const said = {
    succeeded: t('done.paid', { money }),
    declined: t(last ? 'done.ended' : 'done.declined'),
    uncertain: t('done.noAnswer'),
    unknown: t('done.inbox'),
  } as const satisfies Record<CardOutcome, string>;
  const settle = (outcome: CardOutcome) => {
    if (outcome === 'succeeded' && missing) return setTried(true);
    const draft = { paymentId: payment.id, outcome, reference: reference.trim() };
    void act.run('settlePayment', draft, (answer) => {
      const receipt = receiptOf(answer);
      showToast({
        tone: 'done',
        text: said[outcome],
        action: receipt && {
          label: t('done.print', { receipt: receipt.label }),
          run: () => previewReceipt(receipt.id),
        },
      });
    });
  };
  const may = outcomesOf(payment);
  return (
    <form
      className={styles.section}
      aria-label={t('title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        settle('succeeded');
      }}
    >
      <h2>
        {t('title')}
        <CardTag state={payment.state} />
      </h2>
      <div className={card.amount}>
        <b>{t('underWay', { money })}</b>
        <span>
          {[
            t('tries', { n, most: MOST_TRIES }),
            t('since', { at: formatClock(payment.startedAt, zone), desk: payment.deskCode, by: payment.takenBy }),
          ].join(' · ')}
        </span>
      </div>
      <p className={styles.empty}>{t(payment.state === 'unknown' ? 'look' : 'kept')}</p>
      <Field
        label={t('reference')}
        value={reference}
        maxLength={120}
        error={tried && missing ? t('referenceMissing') : undefined}
        onChange={({ currentTarget }) => setReference(currentTarget.value)}
      />
      <RefusedNote act={act} currency={currency} onTaken={act.forget} />
      <Button className={styles.next} type="submit" look="primary" size="big" busy={act.busy}>
        {t('paid', { money })}
      </Button>
      <Button className={card.long} look={last ? 'loss' : 'plain'} busy={act.busy} onClick={() => settle('declined')}>
        {t(last ? 'declinedLast' : 'declined', { n, most: MOST_TRIES })}
      </Button>
      {may.includes('uncertain') && (
        <Button className={card.long} busy={act.busy} onClick={() => settle('uncertain')}>
          {t('noAnswer')}
        </Button>
      )}
      {may.includes('unknown') && (
        <Button className={card.long} busy={act.busy} onClick={() => settle('unknown')}>
          {t('stillNone')}
        </Button>
      )}
    </form>
  );
}

const receipted = z.object({ receipt: z.object({ id: z.string(), series: z.string(), number: z.number() }) });

/** The receipt of the money that came, where some did. */
function receiptOf({ events }: Extract<CommandAnswer, { ok: true }>) {
  const found = events.map((event) => receipted.safeParse(event)).find(({ success }) => success)?.data?.receipt;
  return found && { id: found.id, label: `${found.series}-${String(found.number).padStart(6, '0')}` };
}
