import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MakingView, RebuildView } from '#shared/rpc/sync-views.ts';
import { readSession } from '#renderer/state/session.ts';
import { useEvery } from '#renderer/state/use-every.ts';
import { useNow } from '#renderer/state/use-now.ts';
import { formatDuration, formatNumber } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { MovingBar } from '#renderer/ui/moving-bar.tsx';
import styles from './making.module.css';

const EVERY_MS = 1_000;

interface MakingProps {
  readonly making: MakingView;
  /** What stands between the desk and the server, with the way out; nothing where the fetching goes on by itself. */
  readonly trouble: ReactNode;
}

/**
 * The lodge is being fetched, for the first time or anew: how far it is, what was saved, why nobody works meanwhile. It goes
 * on and ends by itself, unless the server does not let this desk in; it asks by itself, since no notice reaches a window without a person.
 */
export function Making({ making, trouble }: MakingProps) {
  const { t } = useTranslation('session');
  useEvery(EVERY_MS, askAgain);
  const { rebuild, rows, line } = making;
  const waits = line.state === 'offline' || line.state === 'switchedOff';
  return (
    <section className={styles.card} aria-labelledby="making">
      <header className={styles.head}>
        <span className={rebuild ? styles.markAnew : styles.mark}>
          <Icon name={rebuild ? 'wrench' : 'guests'} size="l" />
        </span>
        <div>
          <h1 id="making">{rebuild ? t('making.anewTitle') : t('empty')}</h1>
          <p>{rebuild ? t(`making.why.${rebuild.why}`) : t('emptyHint')}</p>
        </div>
      </header>
      {rebuild && <Saved rebuild={rebuild} />}
      <div className={styles.progress}>
        <div className={styles.row}>
          <b>{rebuild && rebuild.toSend > 0 ? t('making.sending', { count: rebuild.toSend }) : t('making.fetching')}</b>
          <span>{t('making.rows', { rows: formatNumber(rows) })}</span>
        </div>
        {trouble ?? (waits ? <Waiting making={making} /> : <MovingBar label={t('making.fetching')} />)}
      </div>
      <p className={styles.hint}>{t('making.whyWait')}</p>
    </section>
  );
}

/** What came back, and where the old file lies, for whoever looks after the machine. */
function Saved({ rebuild }: { readonly rebuild: RebuildView }) {
  const { t } = useTranslation('session');
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('making.restored')}</dt>
        <dd>{t('making.restoredCount', { count: rebuild.restored })}</dd>
      </div>
      {rebuild.movedTo && (
        <div>
          <dt>{t('making.movedTo')}</dt>
          <dd className={styles.path}>{rebuild.movedTo}</dd>
        </div>
      )}
    </dl>
  );
}

/** The server cannot be reached: nothing can be fetched before it is. */
function Waiting({ making: { line, nextAttemptAt } }: { readonly making: MakingView }) {
  const { t } = useTranslation('session');
  const now = useNow(EVERY_MS);
  const left = nextAttemptAt === null ? null : Math.max(0, Date.parse(nextAttemptAt) - now);
  return (
    <p role="status" className={styles.waits}>
      <Icon name="cloudOff" />
      <span>
        {t(line.state === 'switchedOff' ? 'making.pulled' : 'making.unreachable')}
        {left !== null && line.state !== 'switchedOff' && ` ${t('making.again', { length: formatDuration(left) })}`}
      </span>
    </p>
  );
}

function askAgain(): void {
  // Without a wire there is nothing to ask; the next one asks anyway.
  readSession().catch(() => undefined);
}
