import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showPanel, usePanels } from '#renderer/state/panels.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Drawer } from '#renderer/ui/drawer.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { listed, policy } from './sections.ts';
import { SettingForm } from './setting-form.tsx';
import { SettingList } from './setting-list.tsx';
import styles from './terms.module.css';

const tabs = [...listed, 'policy'] as const;

/** On what terms the house sells: channels, agents, codes, taxes, and its own settings. For managers. */
export function TermsPanel() {
  const { t } = useTranslation(['terms', 'shell']);
  const open = usePanels((panels) => panels.terms);
  const [tab, setTab] = useState<(typeof tabs)[number]>('channels');
  const { value: lodge } = useView('lodge.get', open ? {} : null);
  const { value: terms, error, refetch } = useView('terms.get', open ? {} : null);
  const { value: products } = useView('products.list', open ? {} : null);
  const currency = lodge?.property.currency ?? '';
  return (
    <Drawer
      open={open}
      onClose={() => showPanel('terms', false)}
      title={t('title')}
      closeLabel={t('shell:states.close')}
      width={720}
    >
      <div className={styles.panel}>
        <Segmented
          label={t('title')}
          value={tab}
          options={tabs.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={setTab}
        />
        {terms && lodge && products ? (
          <section className={styles.card} aria-label={t(`kinds.${tab}`)}>
            <p className={styles.hint}>{t(`hints.${tab}`)}</p>
            {tab === 'policy' ? (
              <SettingForm
                key={terms.policy.version}
                section={policy}
                setting={terms.policy}
                currency={currency}
                products={products}
                say={t('savePolicy')}
                label={t('kinds.policy')}
              />
            ) : (
              <SettingList key={tab} kind={tab} terms={terms} currency={currency} products={products} />
            )}
          </section>
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
    </Drawer>
  );
}
