import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import type { FormState } from './drafts.ts';
import { fieldWords, valueWords } from './setting-words.ts';
import styles from './form.module.css';
import { fieldsOf } from './specs.ts';
import type { Setting } from './use-setting.ts';

export interface ConflictNoteProps {
  readonly form: Setting;
  readonly state: Extract<FormState, { is: 'conflict' }>;
}

/** Somebody else saved meanwhile: what they changed, what was typed here, and whose is to stand [S4]. */
export function ConflictNote({ form, state }: ConflictNoteProps) {
  const { t } = useTranslation(['settings', 'booking', 'refusals']);
  const fields = fieldsOf(form.section);
  return (
    <div className={styles.conflict} role="alert">
      <Icon name="warning" />
      <div>
        <b>{t('settings:conflict.title')}</b>
        <ul>
          {state.theirs.map((name) => {
            const spec = fields.find((field) => field.name === name);
            const said = {
              field: fieldWords(t, name, form.currency),
              before: valueWords(t, spec, form.base[name]),
              theirs: valueWords(t, spec, form.row[name]),
            };
            return (
              <li key={name}>
                {state.fields.includes(name)
                  ? t('settings:conflict.andYours', { ...said, yours: valueWords(t, spec, state.typed[name]) })
                  : t('settings:conflict.field', said)}
              </li>
            );
          })}
        </ul>
        <div className={styles.ways}>
          <Button size="small" onClick={form.discard}>
            {t('settings:conflict.theirs')}
          </Button>
          <Button size="small" onClick={form.keepMine}>
            {t('settings:conflict.mine')}
          </Button>
        </div>
      </div>
    </div>
  );
}
