import { useTranslation } from 'react-i18next';
import type { DayRow } from '#shared/rpc/today-views.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import styles from './today.module.css';

/** The guest with what must not be overlooked: VIP, guaranteed or tentative while the server has not answered. */
export function GuestCell({ row: { bar } }: { readonly row: DayRow }) {
  const { t } = useTranslation('today');
  return (
    <span className={styles.guest}>
      <b title={bar.name}>{bar.name}</b>
      {bar.vip && <Icon name="star" size="m" label={t('vip')} />}
      <span className={styles.quiet}>{bar.country}</span>
      {bar.guaranteed && (
        <Tag tone="house" icon="shield">
          {t('guaranteed')}
        </Tag>
      )}
      {bar.tentative && (
        <Tag tone="tent" icon="cloudOff">
          {t('tentative')}
        </Tag>
      )}
    </span>
  );
}

/** What is still to be paid; pressing it opens the till. */
export function UnpaidCell({
  unpaid,
  words,
  label,
  onTake,
}: {
  readonly unpaid: number;
  readonly words: string;
  readonly label: string;
  readonly onTake: () => void;
}) {
  if (unpaid <= 0) return <span className={styles.quiet}>{words}</span>;
  return (
    <button type="button" className={styles.owes} aria-label={label} tabIndex={-1} onClick={onTake}>
      {words}
    </button>
  );
}
