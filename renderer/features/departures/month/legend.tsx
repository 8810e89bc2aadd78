import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { showPanel } from '#renderer/state/panels.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { CapacityBar } from '../capacity-bar.tsx';
import styles from './month-grid.module.css';

const parts = [
  ['confirmed', { confirmed: 1, held: 0, of: 1 }],
  ['held', { confirmed: 0, held: 1, of: 1 }],
  ['free', { confirmed: 0, held: 0, of: 1 }],
  ['blocked', { confirmed: 0, held: 0, blocked: 1, of: 1 }],
] as const;
/** Their word says it: what it means gives way first. */
const plain: ReadonlySet<string> = new Set(['OPEN', 'CLOSED']);
const statuses = ['OPEN', 'FEW_LEFT', 'FULL', 'WAITLIST', 'CLOSED', 'SCHEDULED'] as const;

/** What the cells' colours and words mean, and how much lies under the fold. */
export const Legend = memo(function Legend({ below }: { readonly below: number }) {
  const { t } = useTranslation('departures');
  return (
    <div className={styles.legend}>
      {parts.map(([part, figures]) => (
        <span key={part}>
          <i>
            <CapacityBar size="row" {...figures} />
          </i>
          {t(`figures.${part}`)}
        </span>
      ))}
      {statuses.map((status) => (
        <span key={status}>
          <em className={styles[status]}>{t(`short.${status}`)}</em>
          <span className={plain.has(status) ? styles.meaning : undefined}>{t(`meaning.${status}`)}</span>
        </span>
      ))}
      <span>
        <Icon name="shield" size="m" />
        {t('ownMeaning')}
      </span>
      <span className={styles.end}>
        {below > 0 && <span className={styles.below}>{t('below', { count: below })}</span>}
        <button type="button" className={styles.keys} onClick={() => showPanel('keys', true)}>
          <KeyHint keys="?" />
          {t('allKeys')}
        </button>
      </span>
    </div>
  );
});
