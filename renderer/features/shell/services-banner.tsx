import { useTranslation } from 'react-i18next';
import { dialAtOnce, useConnection } from '#renderer/state/connection.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from './services-banner.module.css';

/** Says that the services on this machine are away. That is not the line being down: then nothing at all can be done here. */
export function ServicesBanner() {
  const { t } = useTranslation();
  const status = useConnection((connection) => connection.status);
  if (status !== 'gone') return null;
  return (
    <div className={styles.banner} role="alert">
      <Icon name="unplug" />
      <span className={styles.text}>{t('services.gone')}</span>
      <Button size="small" icon="refresh" onClick={dialAtOnce}>
        {t('services.tryNow')}
      </Button>
    </div>
  );
}
