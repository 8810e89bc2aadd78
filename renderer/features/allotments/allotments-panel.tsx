import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllotmentsView } from '#shared/rpc/allotment-views.ts';
import { isOffline, useLine } from '#renderer/state/line.ts';
import { showPanel, usePanels } from '#renderer/state/panels.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Drawer } from '#renderer/ui/drawer.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { DeskLeases } from './desk-leases.tsx';
import styles from './allotments.module.css';
import { PolicyForm } from './policy-form.tsx';

/** What every desk, and each one, keeps to sell without asking, and what each holds now [S30, S31]. For managers. */
export function AllotmentsPanel() {
  const { t } = useTranslation(['allotments', 'shell']);
  const open = usePanels((panels) => panels.allotments);
  const offline = useLine(isOffline);
  const { value: view, error, refetch } = useView('allotments.get', open ? {} : null);
  return (
    <Drawer
      open={open}
      onClose={() => showPanel('allotments', false)}
      title={t('title')}
      closeLabel={t('shell:states.close')}
      width={640}
    >
      {view ? (
        <div className={styles.panel}>
          <p className={styles.hint}>{t('hint')}</p>
          {offline && (
            <p className={styles.offline} role="status">
              <Icon name="cloudOff" size="m" />
              {t('offline')}
            </p>
          )}
          <section className={styles.card} aria-label={t('everyDesk')}>
            <h2>{t('everyDesk')}</h2>
            <PolicyForm key={view.all?.version ?? 0} deskCode={null} policy={view.all} />
          </section>
          {view.desks.map((desk) => (
            <DeskCard key={desk.code} desk={desk} />
          ))}
        </div>
      ) : error ? (
        <ErrorState
          onRetry={refetch}
          title={t('shell:states.failed')}
          hint={error.code === 'closed' ? t('shell:states.closedHint') : t('shell:states.failedHint')}
          retryLabel={t('shell:states.tryAgain')}
        />
      ) : (
        <LoadingRows rows={6} label={t('shell:states.loading')} />
      )}
    </Drawer>
  );
}

function DeskCard({ desk }: { readonly desk: AllotmentsView['desks'][number] }) {
  const { t } = useTranslation('allotments');
  const [own, setOwn] = useState(false);
  const { code, name, policy } = desk;
  const says = policy === null ? t('asEvery') : policy.active ? t('ownPolicy') : t('off');
  return (
    <section className={styles.card} aria-label={t('desk', { code })}>
      <h2>
        {t('desk', { code })}{' '}
        <span>{[name === t('desk', { code }) ? '' : name, says].filter(Boolean).join(' · ')}</span>
      </h2>
      {policy !== null || own ? (
        <PolicyForm key={policy?.version ?? 0} deskCode={code} policy={policy} />
      ) : (
        <div>
          <Button size="small" onClick={() => setOwn(true)}>
            {t('give')}
          </Button>
        </div>
      )}
      <DeskLeases desk={desk} />
    </section>
  );
}
