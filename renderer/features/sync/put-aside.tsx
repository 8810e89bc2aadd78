import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PutAsideView } from '#shared/rpc/sync-views.ts';
import { call } from '#renderer/state/connection.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { dayIn } from '#shared/kernel/dates.ts';
import { formatBytes, formatClock, formatDay } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from './sync-panel.module.css';

export interface PutAsideProps {
  readonly replicas: readonly PutAsideView[];
  readonly zone: string | undefined;
  /** Managers and administrators remove what lies aside. */
  readonly mayRemove: boolean;
  readonly onRemoved: () => void;
}

/** That this desk's data was made anew, and where what lay there before lies now [S16]: said until somebody removes it. */
export function PutAside({ replicas, zone, mayRemove, onRemoved }: PutAsideProps) {
  const { t } = useTranslation(['sync', 'shell']);
  const [busy, setBusy] = useState<string | null>(null);

  async function remove(folder: string): Promise<void> {
    setBusy(folder);
    try {
      await call('sync.removePutAside', { folder });
      onRemoved();
    } catch {
      showToast({ tone: 'failed', text: t('shell:services.goneTitle') });
    } finally {
      setBusy(null);
    }
  }

  const moment = (at: string) => `${zone ? `${formatDay(dayIn(zone, at))} ` : ''}${formatClock(at, zone)}`;
  return replicas.map(({ folder, why, at, bytes }) => (
    <section key={folder} className={styles.aside} aria-label={t('putAside.title')}>
      <h2>
        <Icon name="wrench" />
        {t('putAside.since', { at: moment(at) })}
      </h2>
      <p>
        {t(`putAside.why.${why}`)} {t('putAside.hint')}
      </p>
      <dl>
        <div>
          <dt>{t('putAside.where')}</dt>
          <dd>{folder}</dd>
        </div>
      </dl>
      {mayRemove ? (
        <Button size="small" look="loss" busy={busy === folder} onClick={() => void remove(folder)}>
          {t('putAside.remove', { size: formatBytes(bytes) })}
        </Button>
      ) : (
        <p>{t('putAside.askManager')}</p>
      )}
    </section>
  ));
}
