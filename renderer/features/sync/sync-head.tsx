import { useTranslation } from 'react-i18next';
import type { LineView } from '#shared/rpc/sync-views.ts';
import { formatClock, formatDuration } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { lineWords } from './line-words.ts';
import styles from './sync-panel.module.css';

export interface SyncHeadProps {
  readonly line: LineView;
  readonly now: number;
  readonly zone: string | undefined;
}

/** The state of the line, and what it means for the work. */
export function SyncHead({ line, now, zone }: SyncHeadProps) {
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
      </div>
    </div>
  );
}
