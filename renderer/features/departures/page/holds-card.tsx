import { useTranslation } from 'react-i18next';
import type { DepartureView, HoldView } from '#shared/rpc/departure-views.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { useServerNow } from '#renderer/state/use-server-now.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { formatDuration } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { leftWords } from '../countdown.tsx';
import { sourceWords } from '../source-words.ts';
import styles from './departure-page.module.css';

/** Less than that and it is to be looked at now. */
const SOON_MS = 15 * 60_000;

export interface HoldsCardProps {
  readonly departure: DepartureView;
  readonly onExtend: (hold: HoldView) => void;
  readonly onRelease: (hold: HoldView) => void;
}

/** Who keeps seats for a while, with what is left of it going down, and what desks keep to sell without asking. */
export function HoldsCard({ departure, onExtend, onRelease }: HoldsCardProps) {
  const { t } = useTranslation('departures');
  const { holds, allotments, held } = departure;
  return (
    <Card title={t('holds.title')} count={t('seats', { count: held })}>
      {holds.length === 0 && allotments.length === 0 && <p className={styles.nothing}>{t('holds.none')}</p>}
      {holds.map((hold) => (
        <HoldRow key={hold.id} hold={hold} onExtend={onExtend} onRelease={onRelease} />
      ))}
      {allotments.map(({ deskCode, units, own }) => (
        <div key={`${deskCode} ${own}`} className={styles.line}>
          <Icon name="shield" />
          <div className={styles.who}>
            <b>{own ? t('holds.own') : t('holds.desk', { code: deskCode })}</b>
            <span>{t('holds.allotment')}</span>
          </div>
          <span className={styles.units}>{t('seats', { count: units })}</span>
        </div>
      ))}
    </Card>
  );
}

function HoldRow({ hold, onExtend, onRelease }: Omit<HoldsCardProps, 'departure'> & { readonly hold: HoldView }) {
  const { t } = useTranslation('departures');
  const now = useServerNow(1000);
  const left = Date.parse(hold.expiresAt) - now;
  const life = Math.max(1, Date.parse(hold.expiresAt) - Date.parse(hold.heldAt));
  const soon = !hold.paying && left < SOON_MS;
  const who = hold.guest || t(`holdTypes.${hold.type}`);
  const why = [
    sourceWords(t, hold.source),
    hold.paying ? t('holds.paying') : hold.waitsFor || t(`holdTypes.${hold.type}`),
  ].join(', ');
  return (
    <div className={styles.line} role="group" aria-label={t('holds.of', { guest: who })}>
      <div className={styles.who}>
        <b>
          {hold.bookingId === null ? (
            who
          ) : (
            <button
              type="button"
              title={who}
              onClick={() => hold.bookingId && openDrawer({ bookingId: hold.bookingId })}
            >
              {who}
            </button>
          )}
          <small>{t('seats', { count: hold.units })}</small>
          {hold.guaranteed && (
            <Tag tone="house" icon="shield">
              {t('guaranteed')}
            </Tag>
          )}
          {hold.tentative && (
            <Tag tone="tent" icon="cloudOff">
              {t('tentative')}
            </Tag>
          )}
        </b>
        <span title={why}>{why}</span>
      </div>
      <div className={`${styles.left} ${soon ? styles.soon : ''}`}>
        <b role="timer" aria-label={hold.paying ? t('holds.paying') : t('holds.left', { time: formatDuration(left) })}>
          {hold.paying ? t('holds.noEnd') : leftWords(left)}
        </b>
        <span className={styles.life} aria-hidden="true">
          <i style={{ width: hold.paying ? '100%' : `${Math.min(100, Math.max(0, (100 * left) / life))}%` }} />
        </span>
      </div>
      <Button size="small" aria-label={t('holds.extendOf', { guest: who })} onClick={() => onExtend(hold)}>
        {t('holds.extend')}
      </Button>
      <Button size="small" aria-label={t('holds.releaseOf', { guest: who })} onClick={() => onRelease(hold)}>
        {t('holds.release')}
      </Button>
    </div>
  );
}
