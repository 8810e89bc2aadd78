import { useTranslation } from 'react-i18next';
import { showPanel } from '#renderer/state/panels.ts';
import { usePlace } from '#renderer/state/router.ts';
import { useSession } from '#renderer/state/session.ts';
import { useView } from '#renderer/state/use-view.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { PageHead } from '#renderer/ui/page-head.tsx';
import { draftsOf, useDrafts } from './drafts.ts';
import { ListOfSettings } from './list-section.tsx';
import { useMayChange } from './may-change.ts';
import { PolicySection } from './policy-section.tsx';
import styles from './settings.module.css';
import { type Section, sections } from './specs.ts';

/** On what terms the house sells; everybody may look, managers change it. */
export function SettingsScreen() {
  const { t } = useTranslation(['settings', 'shell']);
  const { item } = usePlace();
  const section = sections.find((each) => each === item) ?? 'policy';
  const mayChange = useMayChange();
  const { value: settings, error, refetch } = useView('settings.get', {});
  const { value: lodge } = useView('lodge.get', {});
  const shared = lodge && {
    currency: lodge.property.currency,
    businessDate: lodge.property.businessDate,
    mayChange,
  };
  return (
    <>
      <PageHead
        title={t('shell:screens.settings')}
        note={
          !mayChange && (
            <span className={styles.readOnly} role="status">
              <Icon name="lock" size="m" />
              {t('readOnly')}
            </span>
          )
        }
      />
      <div className={styles.screen}>
        <Rail section={section} mayChange={mayChange} />
        <div className={styles.content}>
          {settings && shared ? (
            section === 'policy' ? (
              <PolicySection policy={settings.policy} {...shared} />
            ) : section === 'channels' ? (
              <ListOfSettings key={section} section={section} rows={settings.channels} {...shared} />
            ) : section === 'agents' ? (
              <ListOfSettings key={section} section={section} rows={settings.agents} {...shared} />
            ) : section === 'promotions' ? (
              <ListOfSettings key={section} section={section} rows={settings.promotions} {...shared} />
            ) : (
              <ListOfSettings key={section} section={section} rows={settings.taxes} {...shared} />
            )
          ) : error ? (
            <ErrorState
              title={t('shell:states.failed')}
              hint={error.code === 'closed' ? t('shell:states.closedHint') : t('shell:states.failedHint')}
              retryLabel={t('shell:states.tryAgain')}
              onRetry={refetch}
            />
          ) : (
            <LoadingRows rows={8} label={t('shell:states.loading')} />
          )}
        </div>
      </div>
    </>
  );
}

/** The parts of the settings, each with what is not saved in it; and what is set elsewhere. */
function Rail({ section, mayChange }: { readonly section: Section; readonly mayChange: boolean }) {
  const { t } = useTranslation('settings');
  const userId = useSession(({ session }) => session?.user?.id ?? '');
  const drafts = useDrafts((state) => draftsOf(state, userId));
  const unsaved = (each: Section) => Object.keys(drafts).filter((key) => key.startsWith(`${each}/`)).length;
  return (
    <nav className={styles.rail} aria-label={t('sections.label')}>
      {sections.map((each) => (
        <a key={each} href={`#/settings/${each}`} aria-current={each === section ? 'page' : undefined}>
          {t(`sections.${each}`)}
          {unsaved(each) > 0 && (
            <span className={styles.dot}>
              <span className="spoken-only">{t('unsaved')}</span>
            </span>
          )}
        </a>
      ))}
      <h2>{t('elsewhere')}</h2>
      {mayChange && (
        <button type="button" onClick={() => showPanel('allotments', true)}>
          {t('allotments')}
        </button>
      )}
      <a href="#/departures">{t('products')}</a>
    </nav>
  );
}
