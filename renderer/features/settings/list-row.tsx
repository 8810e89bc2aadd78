import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ListedRow } from './list-section.tsx';
import styles from './list.module.css';

export interface ListRowProps {
  readonly row: ListedRow & { readonly mayOverbook?: boolean };
  readonly cells: readonly { readonly head: string; readonly figure: boolean; readonly shown: ReactNode }[];
  readonly chosen: boolean;
  /** Something is typed in its form and not saved. */
  readonly unsaved: boolean;
  readonly onChoose: () => void;
}

/** One that is set up, in a line: its name leads to its form. */
export function ListRow({ row, cells, chosen, unsaved, onChoose }: ListRowProps) {
  const { t } = useTranslation('settings');
  return (
    <tr
      className={[chosen && styles.chosen, !row.active && styles.inactive].filter(Boolean).join(' ')}
      onClick={onChoose}
    >
      <td>
        <span className={styles.name}>
          <button
            type="button"
            data-setting={row.id}
            aria-pressed={chosen}
            tabIndex={chosen ? 0 : -1}
            onClick={onChoose}
          >
            {row.name}
          </button>
          <small>{row.code}</small>
          {!row.active && <Tag tone="gone">{t('off')}</Tag>}
          {row.mayOverbook === true && <Tag tone="outline">{t('cells.overbooks')}</Tag>}
          {unsaved && <Tag tone="out">{t('unsaved')}</Tag>}
          {row.pending && (
            <Tag tone="tent" icon="cloudOff" title={t('pending')}>
              {t('pendingTag')}
            </Tag>
          )}
        </span>
      </td>
      {cells.map(({ head, figure, shown }) => (
        <td key={head} className={figure ? styles.figure : undefined}>
          {shown}
        </td>
      ))}
    </tr>
  );
}
