import { useTranslation } from 'react-i18next';
import { useEvery } from '#renderer/state/use-every.ts';
import { useView } from '#renderer/state/use-view.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import { MovingBar } from '#renderer/ui/moving-bar.tsx';
import styles from './first-sync-banner.module.css';

/** While the replica is still being filled, every screen says that it does not show all. */
export function FirstSyncBanner() {
  const { value } = useView('sync.get', {});
  return value && !value.firstSync.complete ? <Filling rows={value.firstSync.rows} /> : null;
}

function Filling({ rows }: { readonly rows: number }) {
  const { t } = useTranslation('sync');
  const { refetch } = useView('sync.get', {});
  useEvery(1_000, refetch);
  return (
    <div className={styles.banner}>
      <span>{t('firstSyncBanner', { rows: formatNumber(rows) })}</span>
      <div className={styles.bar}>
        <MovingBar label={t('firstSync')} />
      </div>
    </div>
  );
}
