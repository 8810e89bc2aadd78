import { useTranslation } from 'react-i18next';
import type { SyncView } from '#shared/rpc/sync-views.ts';
import { commandWords } from '#renderer/i18n/command-words.ts';
import { showPanel } from '#renderer/state/panels.ts';
import { formatClock, formatMoney, formatSpan } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import styles from './sync-panel.module.css';

type Pending = SyncView['pending'][number];

/** More than this is said as a number: after a week offline there are thousands. */
const SHOWN = 50;

export interface PendingListProps {
  readonly pending: readonly Pending[];
  readonly refused: number;
  readonly zone: string | undefined;
}

/** What waits for the server, in the order in which it was done. */
export function PendingList({ pending, refused, zone }: PendingListProps) {
  const { t } = useTranslation('sync');
  const rest = pending.length - SHOWN;
  return (
    <section className={styles.part}>
      <div className={styles.row}>
        <h2>{t('toSend', { count: pending.length })}</h2>
        {pending.length > 0 && <span>{t('order')}</span>}
      </div>
      {pending.length > 0 ? (
        <ol className={styles.list}>
          {pending.slice(0, SHOWN).map((each) => (
            <PendingRow key={each.seq} pending={each} zone={zone} />
          ))}
        </ol>
      ) : (
        <p className={styles.hint}>{t('allSent')}</p>
      )}
      {rest > 0 && <p className={styles.hint}>{t('more', { count: rest })}</p>}
      {refused > 0 ? (
        <a className={`${styles.note} ${styles.late}`} href="#/inbox" onClick={() => showPanel('sync', false)}>
          <Icon name="ban" size="m" />
          {t('refused', { count: refused })}
        </a>
      ) : (
        <p className={styles.note}>
          <Icon name="check" size="m" />
          {t('refused', { count: 0 })}
        </p>
      )}
    </section>
  );
}

function PendingRow({ pending, zone }: { readonly pending: Pending; readonly zone: string | undefined }) {
  const { t } = useTranslation('sync');
  const { guest, bookingNumber, room, from, to, amount, currency } = pending.concerns;
  const what = [
    commandWords(pending.command),
    room,
    from && to ? formatSpan(from, to) : undefined,
    amount !== undefined && currency ? formatMoney(amount, currency, { code: true }) : undefined,
  ];
  const whom = [guest, bookingNumber];
  return (
    <li className={styles.pending}>
      <time dateTime={pending.at}>{formatClock(pending.at, zone)}</time>
      <div className={styles.what}>
        <b>{what.filter(Boolean).join(', ')}</b>
        <span>{whom.filter(Boolean).join(' · ') || ' '}</span>
      </div>
      {pending.sent && <Icon name="cloud" size="m" label={t('sent')} />}
      <PendingMark pending={pending} />
    </li>
  );
}

/** A fact stands whatever the server finds; a request may be refused, and is marked where that is already likely. */
function PendingMark({ pending }: { readonly pending: Pending }) {
  const { t } = useTranslation('sync');
  if (pending.kind === 'fact') return <Tag icon="check">{t('fact')}</Tag>;
  return pending.likelyRefused ? (
    <Tag tone="late" icon="ban">
      {t('likelyRefused')}
    </Tag>
  ) : (
    <Tag tone="tent" icon="cloudOff">
      {t('request')}
    </Tag>
  );
}
