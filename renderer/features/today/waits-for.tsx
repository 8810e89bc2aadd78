import { useTranslation } from 'react-i18next';
import type { DayRow } from '#shared/rpc/today-views.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from './today.module.css';

/** The room is not empty yet: who is to leave it first. Pressing it opens the one who is in the way. */
export function WaitsFor({ guest, bookingId }: NonNullable<DayRow['waitsFor']>) {
  const { t } = useTranslation('today');
  const words = t('arrivals.waitsFor', { guest });
  return (
    <button
      type="button"
      className={`${styles.state} ${styles.warn} ${styles.waits}`}
      title={words}
      aria-label={words}
      tabIndex={-1}
      onClick={() => openDrawer({ bookingId })}
    >
      <Icon name="bed" size="m" />
      {/* Where there is little room, the name alone: it is what one looks for. */}
      <span className={styles.inFull}>{words}</span>
      <span className={styles.inShort}>{guest}</span>
    </button>
  );
}
