import { useTranslation } from 'react-i18next';
import { useDayBehind } from '#renderer/state/use-day-behind.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatDay } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from './day-behind-banner.module.css';

/** Says that the lodge's own day has moved on, and lets whoever may do so roll the business date after it. */
export function DayBehindBanner() {
  const { t } = useTranslation();
  const behind = useDayBehind();
  if (!behind) return null;
  const { businessDate, today, next, busy, roll } = behind;
  // The year is said only where it is not the same.
  const shape = businessDate.slice(0, 4) === today.slice(0, 4) ? 'weekday' : 'full';
  return (
    <section className={styles.banner} aria-label={t('businessDate')}>
      <Icon name="today" />
      <span className={styles.text}>
        {t('day.behind', { day: formatDay(businessDate, shape), today: formatDay(today, shape) })}
      </span>
      {roll && (
        <Button size="small" busy={busy} onClick={roll}>
          {t('day.roll', { day: formatDay(next) })}
        </Button>
      )}
    </section>
  );
}
