import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '#renderer/state/connection.ts';
import { showPanel } from '#renderer/state/panels.ts';
import { takeLine } from '#renderer/state/line.ts';
import { useLeads } from '#renderer/state/session.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { useEvery } from '#renderer/state/use-every.ts';
import { useNow } from '#renderer/state/use-now.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { troublesOf } from './desk-trouble.ts';
import { PendingList } from './pending-list.tsx';
import { PutAside } from './put-aside.tsx';
import { RecoveryCode } from './recovery-code.tsx';
import { SecondCopyFailed } from './second-copy.tsx';
import { SyncFacts } from './sync-facts.tsx';
import { SyncHead } from './sync-head.tsx';
import styles from './sync-panel.module.css';

/** How often the open panel looks again at what no notice tells: the age of the picture, the disk, the first sync. */
const EVERY_MS = 2_000;

/** The line and what it means: what waits in order, how old the picture is, and the two things one can do about it. */
export function SyncPanel({ zone }: { readonly zone: string | undefined }) {
  const { t } = useTranslation('sync');
  const { t: shell } = useTranslation('shell');
  const now = useNow(EVERY_MS);
  const { value: sync, error, refetch } = useView('sync.get', {});
  const [busy, setBusy] = useState<'switch' | 'try' | null>(null);
  const leads = useLeads();
  useEvery(EVERY_MS, refetch);

  async function act(kind: 'switch' | 'try', on: boolean): Promise<void> {
    setBusy(kind);
    try {
      takeLine(await (kind === 'try' ? call('sync.tryNow', {}) : call('sync.setLine', { on })));
    } catch {
      showToast({ tone: 'failed', text: shell('services.goneTitle') });
    } finally {
      setBusy(null);
      refetch();
    }
  }

  if (!sync && error)
    return (
      <ErrorState
        title={shell('states.failed')}
        hint={shell(error.code === 'closed' ? 'states.closedHint' : 'states.failedHint')}
        retryLabel={shell('states.tryAgain')}
        onRetry={refetch}
      />
    );
  if (!sync) return <LoadingRows rows={6} label={shell('states.loading')} />;
  const off = sync.line.state === 'switchedOff';
  const explained = troublesOf(sync).some((trouble) => trouble !== 'secondCopy' && trouble !== 'clock');
  const wayOut = explained ? () => leaveFor('standing') : undefined;
  return (
    <>
      <SyncHead line={sync.line} now={now} zone={zone} onWayOut={wayOut} />
      <PendingList pending={sync.pending} refused={sync.line.refused} zone={zone} />
      {sync.secondCopy.state === 'failed' && <SecondCopyFailed secondCopy={sync.secondCopy} zone={zone} />}
      <PutAside replicas={sync.putAside} zone={zone} mayRemove={leads} onRemoved={refetch} />
      <SyncFacts sync={sync} now={now} zone={zone} />
      <div className={styles.foot}>
        <Button
          look="primary"
          icon="refresh"
          className={styles.wide}
          // Where it cannot be pressed the switch takes the focus: without any in here, Esc would not close the panel.
          data-autofocus={!off || undefined}
          busy={busy === 'try'}
          disabled={off}
          onClick={() => void act('try', true)}
        >
          {busy === 'try' ? t('trying') : t('tryNow')}
        </Button>
        <Button
          icon={off ? 'cloud' : 'unplug'}
          busy={busy === 'switch'}
          data-autofocus={off || undefined}
          role="switch"
          aria-checked={!off}
          // Its name holds the words that are seen, for those who speak to the screen.
          aria-label={`${t('switch')}: ${off ? t('switchOn') : t('switchOff')}`}
          onClick={() => void act('switch', off)}
        >
          {off ? t('switchOn') : t('switchOff')}
        </Button>
      </div>
      <div className={styles.more}>
        <Button look="quiet" size="small" icon="copy" onClick={() => leaveFor('diagnostics')}>
          {t('diagnostics.show')}
        </Button>
        {leads && sync.secondCopy.state !== 'none' && <RecoveryCode />}
      </div>
    </>
  );
}

/** One thing over the screen at a time. */
function leaveFor(panel: 'diagnostics' | 'standing'): void {
  showPanel('sync', false);
  showPanel(panel, true);
}
