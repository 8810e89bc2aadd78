import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { openDrawer } from '#renderer/state/drawer.ts';
import { goTo } from '#renderer/state/router.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { Navigation } from './navigation.tsx';
import { ServicesBanner } from './services-banner.tsx';
import styles from './shell.module.css';
import { TopBar } from './top-bar.tsx';

export interface ShellProps {
  /** The line's pill with its panel. */
  readonly line: ReactNode;
  /** Who is signed in, with what they may do about it. */
  readonly person: ReactNode;
  /** What must be known on every screen: the first sync is not complete. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
}

/** The frame around every screen: navigation at the left, the bar on top, and the keys that work everywhere. */
export function Shell({ line, person, notice, children }: ShellProps) {
  const { t } = useTranslation();
  useKeys([
    { id: 'today', keys: 'T', group: 'everywhere', label: () => t('keys.today'), run: () => goTo('today') },
    {
      id: 'new-booking',
      keys: 'N',
      group: 'everywhere',
      label: () => t('keys.newBooking'),
      run: () => openDrawer({ draft: {} }),
    },
    {
      id: 'walk-in',
      keys: 'W',
      group: 'everywhere',
      label: () => t('keys.walkIn'),
      run: () => openDrawer({ draft: { walkIn: true } }),
    },
  ]);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#screen" onClick={skipToScreen}>
        {t('skip')}
      </a>
      <Navigation />
      <TopBar line={line} person={person} />
      <main id="screen" tabIndex={-1} className={styles.main}>
        <ServicesBanner />
        {notice}
        {children}
      </main>
    </div>
  );
}

/** The address's hash is the router's, so the jump is made by hand. */
function skipToScreen(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('screen')?.focus();
}
