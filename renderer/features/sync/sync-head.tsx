import { useTranslation } from 'react-i18next';
import type { LineView } from '#shared/rpc/sync-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatClock, formatDuration } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { lineWords } from './line-words.ts';
import styles from './sync-panel.module.css';

export interface SyncHeadProps {
  readonly line: LineView;
  readonly now: number;
  readonly zone: string | undefined;
  /** Where something is to be done about this desk. */
  readonly onWayOut: (() => void) | undefined;
}

/** The state of the line, and what it means for the work. */
export function SyncHead({ line, now, zone, onWayOut }: SyncHeadProps) {
  const { t } = useTranslation('sync');
  const { t: shell } = useTranslation('shell');
  const words = lineWords(line, zone, shell);
  const figures = { since: formatClock(line.since, zone), length: formatDuration(now - Date.parse(line.since)) };
  return (
    <div className={`${styles.head} ${styles[words.tone]}`}>
      <Icon name={words.icon ?? 'cloud'} size="l" />
      <div>
        <b>{t(`head.${line.state}`, figures)}</b>
        <p>{t(`say.${line.state}`)}</p>
        {onWayOut && (
          <Button size="small" className={styles.headAct} onClick={onWayOut}>
            {t('trouble.wayOut')}
          </Button>
        )}
      </div>
    </div>
  );
}
