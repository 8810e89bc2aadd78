import type { ButtonHTMLAttributes, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineView } from '#shared/rpc/sync-views.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from './line-pill.module.css';
import { lineWords } from './line-words.ts';

export interface LinePillProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly line: LineView | null;
  readonly zone: string | undefined;
  readonly open: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** The line at a glance: its state, what waits to be sent, what was refused. Never by colour alone. */
export function LinePill({ line, zone, open, ...button }: LinePillProps) {
  const { t } = useTranslation();
  const words = line && lineWords(line, zone, t);
  const tone = words?.tone ?? 'waiting';
  return (
    <button {...button} type="button" className={`${styles.pill} ${styles[tone]}`} data-open={open || undefined}>
      {words?.icon ? <Icon name={words.icon} /> : <span className={styles.dot} />}
      <span>{words?.state ?? t('line.unknown')}</span>
      {words?.pending && <span className={styles.part}>{words.pending}</span>}
      {words?.refused && <span className={`${styles.part} ${styles.refused}`}>{words.refused}</span>}
      <span className="spoken-only">{t('line.open')}</span>
    </button>
  );
}
