import { Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '#renderer/state/connection.ts';
import { showPanel, usePanels } from '#renderer/state/panels.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import styles from './diagnostics-dialog.module.css';

/** What would be sent to whoever helps, to be read before it is copied. */
export function DiagnosticsDialog() {
  const { t } = useTranslation(['sync', 'shell']);
  const open = usePanels((panels) => panels.diagnostics);
  const [asked, setAsked] = useState(0);
  return (
    <Modal
      opened={open}
      onClose={() => showPanel('diagnostics', false)}
      title={t('diagnostics.title')}
      centered
      size={720}
      closeButtonProps={{ 'aria-label': t('shell:states.close') }}
      classNames={{ content: styles.dialog, header: styles.dialog, title: styles.title }}
    >
      <Diagnostics key={asked} onRetry={() => setAsked(asked + 1)} />
    </Modal>
  );
}

function Diagnostics({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation(['sync', 'shell']);
  const [text, setText] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const shown = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    let left = false;
    call('diagnostics.get', {}).then(
      (answer) => !left && setText(answer.text),
      () => !left && setFailed(true),
    );
    return () => {
      left = true;
    };
  }, []);

  async function copy(): Promise<void> {
    if (text === null) return;
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => copySelected(shown.current),
    );
    showToast(
      copied ? { tone: 'done', text: t('diagnostics.copied') } : { tone: 'failed', text: t('diagnostics.notCopied') },
    );
    if (copied) showPanel('diagnostics', false);
  }

  if (failed)
    return (
      <ErrorState
        title={t('shell:states.failed')}
        hint={t('shell:states.failedHint')}
        retryLabel={t('shell:states.tryAgain')}
        onRetry={onRetry}
      />
    );
  return (
    <>
      <p className={styles.hint}>{t('diagnostics.hint')}</p>
      {text === null ? (
        <LoadingRows rows={10} label={t('diagnostics.reading')} />
      ) : (
        <textarea ref={shown} className={styles.text} readOnly aria-label={t('diagnostics.title')} value={text} />
      )}
      <div className={styles.foot}>
        <Button look="primary" icon="copy" disabled={text === null} data-autofocus onClick={() => void copy()}>
          {t('diagnostics.copy')}
        </Button>
      </div>
    </>
  );
}

/** Where the browser gives no clipboard, the text is chosen and copied as a person would; if that fails too, it stays chosen for Ctrl+C. */
function copySelected(element: HTMLTextAreaElement | null): boolean {
  if (element === null) return false;
  element.focus();
  element.select();
  // The only way there is without the clipboard's own permission.
  return document.execCommand('copy');
}
