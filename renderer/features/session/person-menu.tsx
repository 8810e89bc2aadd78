import { Popover, useMantineColorScheme } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, chooseLanguage, languages } from '#renderer/i18n/i18n.ts';
import { showPanel } from '#renderer/state/panels.ts';
import { lock, useSession } from '#renderer/state/session.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { useKeys } from '#renderer/state/use-keys.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import styles from './person-menu.module.css';

const themes = ['auto', 'light', 'dark'] as const;

/** Who is signed in; a click switches or locks, and sets how this machine looks and speaks. */
export function PersonMenu() {
  const { t, i18n } = useTranslation(['shell', 'allotments']);
  const named = useId();
  const [open, setOpen] = useState(false);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const user = useSession((state) => state.session?.user ?? null);

  // What desks keep and on what terms is sold is a manager's to set [S31, I12].
  const leads = user?.role === 'manager' || user?.role === 'administrator';

  function leave(switching: boolean): void {
    setOpen(false);
    lock(switching).catch(() => showToast({ tone: 'failed', text: t('services.goneTitle') }));
  }

  useKeys([
    {
      id: 'lock',
      keys: 'Ctrl+L',
      group: 'everywhere',
      label: () => t('keys.lock'),
      run: () => leave(false),
      inFields: true,
      overDialogs: true,
    },
  ]);

  if (!user) return null;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={288} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <button type="button" className={styles.person} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Avatar initials={user.initials} />
          <span className={styles.name}>{user.name}</span>
        </button>
      </Popover.Target>
      {/* Its own name, not that of the button that opens it. */}
      <Popover.Dropdown className={styles.menu} aria-labelledby={named}>
        <span id={named} className="spoken-only">
          {t('menu.person', { name: user.name })}
        </span>
        <div className={styles.head}>
          <b>{user.name}</b>
          <span>{t(`roles.${user.role}`)}</span>
        </div>
        <div className={styles.actions}>
          <Button icon="guests" onClick={() => leave(true)}>
            {t('menu.switch')}
          </Button>
          <Button icon="lock" keys="Ctrl+L" onClick={() => leave(false)}>
            {t('menu.lock')}
          </Button>
        </div>
        {leads && (
          <div className={styles.actions}>
            <Button
              icon="shield"
              onClick={() => {
                setOpen(false);
                showPanel('allotments', true);
              }}
            >
              {t('allotments:open')}
            </Button>
          </div>
        )}
        <span className={styles.label}>{t('menu.theme')}</span>
        <Segmented
          label={t('menu.theme')}
          value={colorScheme}
          options={themes.map((value) => ({ value, label: t(`menu.themes.${value}`) }))}
          onChange={setColorScheme}
        />
        <span className={styles.label}>{t('menu.language')}</span>
        <Segmented<Language>
          label={t('menu.language')}
          value={languages.find((each) => each === i18n.language) ?? 'en'}
          options={languages.map((value) => ({ value, label: t(`languages.${value}`) }))}
          onChange={chooseLanguage}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
