import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '#shared/rpc/sync-views.ts';
import { showPanel, usePanels } from '#renderer/state/panels.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { CodeForm } from './code-form.tsx';
import { type ExplainedTrouble, type Waiting, codeFor, explainedTroubleOf, waitingOf } from './desk-trouble.ts';
import styles from './standing-dialog.module.css';

/** What happened to this desk, what of its work is still taken, how much waits, and the way out. */
export function StandingDialog() {
  const { t } = useTranslation(['sync', 'shell']);
  const wanted = usePanels((panels) => panels.standing);
  const { value: sync } = useView('sync.get', {});
  const trouble = sync && explainedTroubleOf(sync);
  const close = () => showPanel('standing', false);
  return (
    <Modal
      opened={wanted && trouble !== undefined}
      onClose={close}
      title={trouble && t(`trouble.${trouble}.title`, { desk: sync.desk })}
      centered
      size={560}
      closeButtonProps={{ 'aria-label': t('shell:states.close') }}
      classNames={{ content: styles.dialog, header: styles.dialog, title: styles.title }}
    >
      {sync && trouble && <Explanation sync={sync} trouble={trouble} onDone={close} />}
    </Modal>
  );
}

interface ExplanationProps {
  readonly sync: SyncView;
  readonly trouble: ExplainedTrouble;
  readonly onDone: () => void;
}

function Explanation({ sync, trouble, onDone }: ExplanationProps) {
  const { t } = useTranslation('sync');
  const { facts, sales } = waitingOf(sync);
  const code = codeFor(trouble);
  const goesOn = code === 'again';
  const { desk } = sync;
  return (
    <>
      <p className={styles.what}>{t(`trouble.${trouble}.what`, { desk })}</p>
      <ul className={styles.points}>
        <li>
          <Icon name="check" size="m" />
          <span>{t(goesOn ? 'trouble.workGoesOn' : 'trouble.factsTaken')}</span>
          <Counts {...facts} />
        </li>
        <li>
          <Icon name={goesOn ? 'check' : 'ban'} size="m" />
          <span>{t(goesOn ? 'trouble.nothingLost' : 'trouble.salesNotTaken')}</span>
          <Counts {...sales} />
        </li>
      </ul>
      <h2 className={styles.way}>{t('trouble.wayOut')}</h2>
      <p>{t(`trouble.${trouble}.way`, { desk })}</p>
      {code && <CodeForm as={code} desk={desk} onDone={onDone} />}
    </>
  );
}

function Counts({ sent, waits }: Waiting) {
  const { t } = useTranslation('sync');
  const said = [
    ...(sent > 0 ? [t('trouble.deposited', { count: sent })] : []),
    ...(waits > 0 || sent === 0 ? [t('trouble.waits', { count: waits })] : []),
  ];
  return <b>{said.join(', ')}</b>;
}
