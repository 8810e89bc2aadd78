import { useTranslation } from 'react-i18next';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { bothPrices } from '#renderer/ui/both-prices.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from '../parts.module.css';
import { Ways } from '../ways.tsx';
import type { ChainResult } from './chain.ts';
import type { Booking } from './use-booking.ts';

export interface ChainReportProps {
  readonly booking: Booking;
  readonly result: ChainResult;
  readonly lodge: LodgeView;
  /** The amount that was to be taken, in words. */
  readonly money: string;
}

/** What was done, what was refused and why, what was therefore not tried; and the ways on. */
export function ChainReport({ booking, result, lodge, money }: ChainReportProps) {
  const { t } = useTranslation(['booking', 'refusals']);
  const { made, done, stopped } = result;
  if (!stopped) return null;
  const { bookingId, bookingNumber = '', receiptLabel = '' } = made;
  const { alternatives, reason, detail } = stopped.answer;
  const prices = bothPrices(detail, lodge.property.currency);
  const dearer =
    alternatives.some(({ difference }) => difference !== 0) &&
    stopped.left.some(({ command }) => command === 'takeCash');
  return (
    <div className={styles.refused} role="alert">
      <h3>{t('chain.title')}</h3>
      <ul>
        {done.map((command) => (
          <li key={command} className={styles.done}>
            <Icon name="check" size="m" />
            {t(`chain.${command}.done`, { number: bookingNumber, receipt: receiptLabel, money })}
          </li>
        ))}
        <li className={styles.not}>
          <Icon name="ban" size="m" />
          <b>
            {t(`refusals:${reason}`)} {prices && t('chain.bothPrices', prices)}
          </b>
          {t(`chain.${stopped.step.command}.left`)}
        </li>
        {stopped.left.map(({ command }) => (
          <li key={command} className={styles.left}>
            <Icon name="minus" size="m" />
            {t(`chain.${command}.left`)}
          </li>
        ))}
      </ul>
      {alternatives.length > 0 && (
        <>
          <b>{t('chain.ways')}</b>
          <Ways
            ways={alternatives}
            currency={lodge.property.currency}
            busy={booking.running}
            onTake={(way) => void booking.takeWay(way)}
          />
          {dearer && <p className={styles.hint}>{t('chain.noMoney')}</p>}
        </>
      )}
      {alternatives.length === 0 && bookingId === undefined && <p className={styles.hint}>{t('chain.noWays')}</p>}
      {bookingId !== undefined && (
        <div>
          <Button onClick={() => openDrawer({ bookingId })}>{t('chain.openBooking', { number: bookingNumber })}</Button>
        </div>
      )}
    </div>
  );
}
