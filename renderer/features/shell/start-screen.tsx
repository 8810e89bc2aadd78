import { useTranslation } from 'react-i18next';
import { dialAtOnce } from '#renderer/state/connection.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Logo } from '#renderer/ui/logo.tsx';
import styles from './start-screen.module.css';

/** Before the services have said anything: they start, or they are away. */
export function StartScreen({ gone }: { readonly gone: boolean }) {
  const { t } = useTranslation();
  return (
    <main className={styles.start}>
      <Logo size={56} label={t('product')} />
      {gone ? (
        <div role="alert" className={styles.gone}>
          <h1>{t('services.goneTitle')}</h1>
          <p>{t('services.goneHint')}</p>
          <Button look="primary" icon="refresh" onClick={dialAtOnce}>
            {t('services.tryNow')}
          </Button>
        </div>
      ) : (
        <p role="status">{t('services.connecting')}</p>
      )}
    </main>
  );
}
