import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '#shared/rpc/sync-views.ts';
import { formatBytes, formatClock, formatDuration, formatNumber } from '#renderer/ui/format.ts';
import { CLOCK_BOUND_MS } from './desk-trouble.ts';
import styles from './sync-panel.module.css';

/** A picture younger than this counts as the present. */
const FRESH_MS = 30_000;

export interface SyncFactsProps {
  readonly sync: SyncView;
  readonly now: number;
  readonly zone: string | undefined;
}

/** Figures about this desk's picture of the lodge and its way to the server. */
export function SyncFacts({ sync, now, zone }: SyncFactsProps) {
  const { t } = useTranslation('sync');
  const age = sync.freshAt === null ? null : now - Date.parse(sync.freshAt);
  const fresh = age !== null && (age < FRESH_MS || sync.line.state === 'online');
  const far = Math.abs(sync.clockOffsetMs) > CLOCK_BOUND_MS;
  const clock = {
    offset: formatNumber(Math.round(Math.abs(sync.clockOffsetMs) / 100) / 10),
    length: formatDuration(Math.abs(sync.clockOffsetMs)),
    // The offset is the server's time less this machine's.
    side: sync.clockOffsetMs < 0 ? t('ahead') : t('behind'),
  };
  return (
    <section className={styles.part}>
      <dl className={styles.facts}>
        <Fact name={t('freshness')} tone={fresh ? undefined : styles.amber}>
          {age === null || sync.freshAt === null
            ? t('freshNever')
            : fresh
              ? t('freshNow')
              : t('freshAt', { at: formatClock(sync.freshAt, zone, true), age: formatDuration(age) })}
        </Fact>
        <Fact name={t('clock')} tone={far ? styles.late : undefined}>
          {far ? t('clockFar', clock) : t('clockGood', clock)}
        </Fact>
        <Fact name={t('secondCopy.name')} tone={sync.secondCopy.state === 'failed' ? styles.amber : undefined}>
          {secondCopyWords()}
        </Fact>
        <Fact name={t('disk')}>{t('diskUsed', { used: formatBytes(sync.replicaBytes) })}</Fact>
        <Fact name={t('server')}>{sync.server}</Fact>
        <Fact name={t('desk')}>{t('deskEpoch', { desk: sync.desk, epoch: sync.epoch })}</Fact>
        {sync.lastError && (
          <Fact name={t('lastError')} tone={styles.late}>
            {sync.lastError}
          </Fact>
        )}
        {sync.nextAttemptAt && <Fact name={t('nextAttempt')}>{nextIn(sync.nextAttemptAt)}</Fact>}
      </dl>
    </section>
  );

  function secondCopyWords(): string {
    const { state, bytes, since } = sync.secondCopy;
    if (state === 'none') return t('secondCopy.none');
    if (state === 'kept') return t('secondCopy.kept', { used: formatBytes(bytes) });
    return t('secondCopy.failed', { since: since ? formatClock(since, zone) : '' });
  }

  function nextIn(at: string): string {
    const left = Date.parse(at) - now;
    return left < 1000 ? t('nextNow') : t('nextIn', { length: formatDuration(left) });
  }
}

function Fact({
  name,
  tone,
  children,
}: {
  readonly name: string;
  readonly tone?: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd className={tone} title={typeof children === 'string' ? children : undefined}>
        {children}
      </dd>
    </div>
  );
}
