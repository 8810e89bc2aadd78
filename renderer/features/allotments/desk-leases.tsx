import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllotmentsView } from '#shared/rpc/allotment-views.ts';
import { runCommand } from '#renderer/state/run-command.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { formatDay } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from './allotments.module.css';

/** What a desk holds now; taking it away says first that sales may have been made [S33]. */
export function DeskLeases({ desk: { code, leases } }: { readonly desk: AllotmentsView['desks'][number] }) {
  const { t } = useTranslation('allotments');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const count = leases.reduce((sum, { units }) => sum + units, 0);
  if (count === 0) return <p className={styles.hint}>{t('holdsNothing')}</p>;

  async function revoke(): Promise<void> {
    setBusy(true);
    const answer = await runCommand('revokeLeases', { deskCode: code, slotIds: [] });
    setBusy(false);
    setAsked(false);
    if (answer.ok) showToast({ tone: 'done', text: t('revoked', { code }) });
  }

  return (
    <>
      <table className={styles.leases} aria-label={t('holds')}>
        <thead>
          <tr>
            <th>{t('columns.date')}</th>
            <th>{t('columns.what')}</th>
            <th>{t('columns.units')}</th>
            <th>{t('columns.asked')}</th>
          </tr>
        </thead>
        <tbody>
          {leases.map((lease) => (
            <tr key={`${lease.slotId}/${String(lease.earlier)}`}>
              <td className={styles.figure}>{formatDay(lease.date)}</td>
              <td>
                {lease.name}
                {lease.earlier && <span className={styles.hint}> {t('earlier')}</span>}
              </td>
              <td className={styles.figure}>
                <Icon name="shield" size="s" /> {t(lease.kind === 'seat' ? 'seats' : 'rooms', { count: lease.units })}
              </td>
              <td>{lease.recalled > 0 ? lease.recalled : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked ? (
        <div className={styles.warning} role="alert">
          <Icon name="warning" size="m" />
          <p>{t('warning', { code })}</p>
          <Button size="small" onClick={() => setAsked(false)}>
            {t('keep')}
          </Button>
          <Button size="small" look="loss" busy={busy} onClick={() => void revoke()}>
            {t('revokeSure', { count })}
          </Button>
        </div>
      ) : (
        <div>
          <Button size="small" look="loss" onClick={() => setAsked(true)}>
            {t('revoke', { code, count })}
          </Button>
        </div>
      )}
    </>
  );
}
