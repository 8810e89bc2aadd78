import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductView } from '#shared/rpc/departure-views.ts';
import type { TermsView } from '#shared/rpc/terms-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { type Listed, type Setting, sections } from './sections.ts';
import { SettingForm } from './setting-form.tsx';
import { useSettingWords } from './setting-words.ts';
import styles from './terms.module.css';

export interface SettingListProps {
  readonly kind: Listed;
  readonly terms: TermsView;
  readonly currency: string;
  readonly products: readonly ProductView[];
}

/** All of a kind, each with what it does in a line; one is opened to be changed. */
export function SettingList({ kind, terms, currency, products }: SettingListProps) {
  const { t } = useTranslation('terms');
  const [open, setOpen] = useState<Setting | 'new' | null>(null);
  const words = useSettingWords(currency, products);
  if (open !== null) {
    const setting = open === 'new' ? null : open;
    return (
      <SettingForm
        section={sections[kind]}
        setting={setting}
        currency={currency}
        products={products}
        say={setting ? t(`change.${kind}`, { name: setting.name }) : t(`say.${kind}`)}
        label={setting ? setting.name : t(`add.${kind}`)}
        onClose={() => setOpen(null)}
      />
    );
  }
  const settings: readonly Setting[] = terms[kind];
  return (
    <>
      {settings.length === 0 && <p className={styles.hint}>{t(`empty.${kind}`)}</p>}
      <ul className={styles.list} aria-label={t(`kinds.${kind}`)}>
        {settings.map((setting) => (
          <li key={`${setting.code} ${'fromDate' in setting ? setting.fromDate : ''}`}>
            <button type="button" onClick={() => setOpen(setting)}>
              <b>
                {setting.name} <small>{setting.code}</small>
              </b>
              <span>{words(kind, setting)}</span>
            </button>
            {!setting.active && <Tag tone="gone">{t('off')}</Tag>}
          </li>
        ))}
      </ul>
      <div>
        <Button icon="plus" onClick={() => setOpen('new')}>
          {t(`add.${kind}`)}
        </Button>
      </div>
    </>
  );
}
