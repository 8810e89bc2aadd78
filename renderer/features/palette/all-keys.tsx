import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { keyGroups, useKeyRegistry } from '#renderer/state/keys.ts';
import { showPanel, usePanels } from '#renderer/state/panels.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { Button } from '#renderer/ui/button.tsx';
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
  const close = () => showPanel('keys', false);
  return (
    <Modal.Root
      opened={open}
      onClose={close}
      size={640}
      centered
      // On the root: a class given to Content lands on its wrapper too.
      classNames={{ content: styles.content, overlay: styles.scrim }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <div className={styles.head}>
          <Modal.Title className={styles.title}>{t('keys.title')}</Modal.Title>
          <Button look="quiet" icon="close" aria-label={t('states.close')} onClick={close} />
        </div>
        <Modal.Body>
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
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
