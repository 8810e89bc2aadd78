import { useTranslation } from 'react-i18next';
import type { SecondCopyView } from '#shared/rpc/sync-views.ts';
import { formatClock } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from './sync-panel.module.css';

/** What was taken is only on one disk [S7]: since when, where, why, and that it counts all the same. */
export function SecondCopyFailed({
  secondCopy: { missing, since, folder, message },
  zone,
}: {
  readonly secondCopy: SecondCopyView;
  readonly zone: string | undefined;
}) {
  const { t } = useTranslation('sync');
  return (
    <section className={styles.failed} aria-labelledby="second-copy">
      <h2 id="second-copy">
        <Icon name="warning" />
        {t('secondCopy.failedTitle', { count: missing })}
      </h2>
      <p>{t('secondCopy.failedHint')}</p>
      <dl>
        <div>
          <dt>{t('secondCopy.where')}</dt>
          <dd>{folder}</dd>
        </div>
        {since && (
          <div>
            <dt>{t('secondCopy.since')}</dt>
            <dd>{formatClock(since, zone, true)}</dd>
          </div>
        )}
        {message && (
          <div>
            <dt>{t('secondCopy.why')}</dt>
            <dd>{message}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
