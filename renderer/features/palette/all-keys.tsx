import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { keyGroups, useKeyRegistry } from '#renderer/state/keys.ts';
import { showPanel, usePanels } from '#renderer/state/panels.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import styles from './palette.module.css';

/** Every key that works here, as the registry knows them: `?`. */
export function AllKeys() {
  const { t } = useTranslation();
  const open = usePanels((panels) => panels.keys);
  const bindings = useKeyRegistry((registry) => registry.bindings);
  useKeys([
    { id: 'all-keys', keys: '?', group: 'everywhere', label: () => t('keys.all'), run: () => showPanel('keys', true) },
  ]);
  const newest = [...new Map(bindings.map((each) => [each.id, each])).values()];
  const groups = keyGroups
    .map((group) => ({ group, keys: newest.filter((each) => each.group === group) }))
    .filter(({ keys }) => keys.length > 0);
  return (
    <Modal
      opened={open}
      onClose={() => showPanel('keys', false)}
      title={t('keys.title')}
      size={640}
      centered
      closeButtonProps={{ 'aria-label': t('states.close') }}
      overlayProps={{ className: styles.scrim }}
      classNames={{ content: styles.content, header: styles.header }}
    >
      <div className={groups.length > 1 ? styles.columns : undefined}>
        {groups.map(({ group, keys }) => (
          <section key={group} className={styles.keys}>
            <h2>{t(`keys.groups.${group}`)}</h2>
            <dl className={styles.list}>
              {keys.map((each) => (
                <div key={each.id} className={styles.row}>
                  <dt>{each.label()}</dt>
                  <dd>
                    <KeyHint keys={each.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
