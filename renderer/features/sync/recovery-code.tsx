import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '#renderer/state/connection.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { Button } from '#renderer/ui/button.tsx';
import styles from './sync-panel.module.css';

/** The black box's key as it is written down [S7]: fetched and shown only when a manager asks, and gone with the panel. */
export function RecoveryCode() {
  const { t } = useTranslation(['sync', 'shell']);
  const [code, setCode] = useState<string | null>(null);

  async function reveal(): Promise<void> {
    try {
      setCode((await call('sync.recoveryCode', {})).code);
    } catch {
      showToast({ tone: 'failed', text: t('shell:services.goneTitle') });
    }
  }

  return (
    <>
      <Button
        look="quiet"
        size="small"
        icon={code === null ? 'lock' : 'unlock'}
        aria-expanded={code !== null}
        onClick={() => (code === null ? void reveal() : setCode(null))}
      >
        {code === null ? t('secondCopy.code') : t('secondCopy.codeHide')}
      </Button>
      {code !== null && (
        <div className={styles.recovery}>
          <code>{code}</code>
          <p>{t('secondCopy.codeHint')}</p>
        </div>
      )}
    </>
  );
}
