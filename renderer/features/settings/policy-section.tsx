import { useTranslation } from 'react-i18next';
import type { PolicySettings } from '#shared/rpc/settings-views.ts';
import styles from './settings.module.css';
import { SettingForm } from './setting-form.tsx';
import { useSetting } from './use-setting.ts';

export interface PolicySectionProps {
  readonly policy: PolicySettings;
  readonly currency: string;
  readonly mayChange: boolean;
}

/** What holds for every sale of the house [I4, B3, B7, B9, P1]. */
export function PolicySection({ policy, currency, mayChange }: PolicySectionProps) {
  const { t } = useTranslation('settings');
  // One of a house: it keeps its place in the drafts, whether or not it was ever set.
  const form = useSetting('policy', { ...policy, id: 'policy' }, currency, () => undefined);
  const since = policy.version === null ? t('defaults') : policy.by ? t('lastBy', { name: policy.by }) : '';
  return (
    <section className={styles.page}>
      <SettingForm
        form={form}
        title={t('sections.policy')}
        note={[t('notes.policy'), since].filter(Boolean).join(' ')}
        mayChange={mayChange}
        pending={policy.pending}
        wide
      />
    </section>
  );
}
