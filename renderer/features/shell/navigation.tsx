import { useTranslation } from 'react-i18next';
import { type ScreenName, screens, usePlace } from '#renderer/state/router.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Icon, type IconName } from '#renderer/ui/icon.tsx';
import { Logo } from '#renderer/ui/logo.tsx';
import styles from './navigation.module.css';

const marks: Readonly<Record<ScreenName, IconName>> = {
  today: 'today',
  calendar: 'calendar',
  departures: 'departures',
  inbox: 'inbox',
  housekeeping: 'housekeeping',
  settings: 'settings',
};

/** The screens there are; the inbox says how many wait. */
export function Navigation() {
  const { t } = useTranslation();
  const { screen } = usePlace();
  const waiting = useView('inbox.list', { open: true }).value?.length ?? 0;
  return (
    <nav className={styles.nav} aria-label={t('screensLabel')}>
      <div className={styles.logo}>
        <Logo label={t('product')} />
      </div>
      {screens.map((name) => (
        <a key={name} href={`#/${name}`} aria-current={name === screen ? 'page' : undefined}>
          <Icon name={marks[name]} size="nav" />
          {t(`screens.${name}`)}
          {name === 'inbox' && waiting > 0 && (
            <span className={styles.count}>
              <span aria-hidden="true">{waiting > 99 ? '99+' : waiting}</span>
              <span className="spoken-only">{t('inboxWaiting', { count: waiting })}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}
