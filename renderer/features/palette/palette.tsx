import { useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, languages } from '#renderer/i18n/i18n.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { showPanel } from '#renderer/state/panels.ts';
import { goTo, screens } from '#renderer/state/router.ts';
import { lock } from '#renderer/state/session.ts';
import { useDayBehind } from '#renderer/state/use-day-behind.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { formatDay } from '#renderer/ui/format.ts';
import { Icon, type IconName } from '#renderer/ui/icon.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import styles from './palette.module.css';

/** Everything one can ask for by name: `Ctrl+K`. */
export function Palette() {
  const { t } = useTranslation();
  const behind = useDayBehind();
  const { setColorScheme } = useMantineColorScheme();
  // A window that locks must not keep the list open over the sign-in.
  useEffect(() => () => spotlight.close(), []);

  useKeys([
    {
      id: 'commands',
      keys: 'Ctrl+K',
      group: 'everywhere',
      label: () => t('keys.commands'),
      run: () => spotlight.toggle(),
      inFields: true,
      overDialogs: true,
    },
  ]);

  const action = (id: string, label: string, icon: IconName, onClick: () => void, keys?: string) => ({
    id,
    label,
    onClick,
    leftSection: <Icon name={icon} />,
    rightSection: keys && <KeyHint keys={keys} />,
  });

  const groups: SpotlightActionGroupData[] = [
    {
      group: t('palette.groups.make'),
      actions: [
        action('new', t('newBooking'), 'plus', () => openDrawer({ draft: {} }), 'N'),
        action('walk-in', t('walkIn'), 'walkIn', () => openDrawer({ draft: { walkIn: true } }), 'W'),
      ],
    },
    {
      group: t('palette.groups.go'),
      actions: screens.map((name) =>
        action(name, t(`screens.${name}`), name, () => goTo(name), name === 'today' ? 'T' : undefined),
      ),
    },
    {
      group: t('palette.groups.desk'),
      actions: [
        ...(behind?.roll
          ? [action('roll-day', t('day.rollCommand', { day: formatDay(behind.next) }), 'today', behind.roll)]
          : []),
        action('sync', t('palette.openSync'), 'cloud', () => showPanel('sync', true)),
        action('diagnostics', t('palette.diagnostics'), 'copy', () => showPanel('diagnostics', true)),
        action('lock', t('menu.lock'), 'lock', () => void lock().catch(() => undefined), 'Ctrl+L'),
        action('switch', t('menu.switch'), 'guests', () => void lock(true).catch(() => undefined)),
        action('keys', t('palette.allKeys'), 'keyboard', () => showPanel('keys', true), '?'),
        action('theme-auto', t('palette.theme.auto'), 'theme', () => setColorScheme('auto')),
        action('theme-light', t('palette.theme.light'), 'light', () => setColorScheme('light')),
        action('theme-dark', t('palette.theme.dark'), 'dark', () => setColorScheme('dark')),
        ...languages.map((each) =>
          action(each, t('palette.language', { language: t(`languages.${each}`) }), 'language', () =>
            chooseLanguage(each),
          ),
        ),
      ],
    },
  ];

  return (
    <Spotlight
      actions={groups}
      shortcut={null}
      scrollable
      maxHeight={420}
      nothingFound={t('palette.none')}
      searchProps={{
        placeholder: t('palette.placeholder'),
        'aria-label': t('keys.commands'),
        leftSection: <Icon name="search" />,
      }}
      classNames={{ content: styles.content, action: styles.action, actionsGroup: styles.group, search: styles.search }}
      overlayProps={{ className: styles.scrim }}
      attributes={{ content: { 'aria-label': t('keys.commands') } }}
    />
  );
}
