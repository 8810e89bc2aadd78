import { spotlight } from '@mantine/spotlight';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/state/session.ts';
import { useView } from '#renderer/state/use-view.ts';
import { DateText } from '#renderer/ui/date-text.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { SearchBox } from './search-box.tsx';
import styles from './top-bar.module.css';

/** What is always in sight: the day the house is on, which house, how to find things, the line, who and where. */
export function TopBar({ line, person }: { readonly line: ReactNode; readonly person: ReactNode }) {
  const { t } = useTranslation();
  const lodge = useView('lodge.get', {}).value;
  const name = useSession((state) => state.property);
  return (
    <header className={styles.bar}>
      <div className={styles.fact}>
        <span>{t('businessDate')}</span>
        <b>{lodge ? <DateText date={lodge.property.businessDate} shape="full" /> : '–'}</b>
      </div>
      <div className={styles.divider} />
      <div className={`${styles.fact} ${styles.house}`}>
        <span>{t('property')}</span>
        <b title={lodge?.property.name ?? name}>{lodge?.property.name ?? name}</b>
      </div>
      <SearchBox />
      <button type="button" className={styles.commands} onClick={() => spotlight.open()}>
        <KeyHint keys="Ctrl+K" />
        {t('keys.commands')}
      </button>
      {line}
      <div className={styles.who}>
        {person}
        {lodge && (
          <span className={styles.desk} title={lodge.desk.name}>
            {t('desk', { code: lodge.desk.code })}
          </span>
        )}
      </div>
    </header>
  );
}
