import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { settings as english } from '#renderer/i18n/en/settings.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { ConflictNote } from './conflict-note.tsx';
import { SettingField } from './setting-field.tsx';
import styles from './form.module.css';
import { type FieldSpec, type Group, specs } from './specs.ts';
import type { Typed } from './typed.ts';
import type { Setting } from './use-setting.ts';

export interface SettingFormProps {
  readonly form: Setting;
  readonly title: string;
  /** Under the title: since when, by whom. */
  readonly note?: ReactNode;
  /** At the right end of the title. */
  readonly actions?: ReactNode;
  readonly mayChange: boolean;
  readonly pending: boolean;
  /** Two groups beside each other, where the form has the whole width. */
  readonly wide?: boolean;
  /** What saving a new one says; left out, the changes are counted. */
  readonly say?: string;
}

/** A row of the settings: its fields in groups, what is in the way, and one button that says what it saves. */
export function SettingForm({ form, title, note, actions, mayChange, pending, wide, say }: SettingFormProps) {
  const { t } = useTranslation(['settings', 'refusals']);
  const { value: products = [] } = useView('products.list', {});
  const { state, refused, section } = form;
  const changes = state.is === 'clean' ? 0 : state.fields.length;
  const ready = state.is === 'changed' && mayChange;
  // Whoever adds one types at once; a row that is merely looked at leaves the keys with its list.
  const first = useRef<HTMLFormElement>(null);
  const { isNew } = form;
  useEffect(() => {
    if (isNew) first.current?.querySelector<HTMLElement>('input')?.focus();
  }, [isNew]);
  useKeys([
    {
      id: 'settings.save',
      keys: 'Ctrl+↵',
      group: 'settings',
      label: () => t('keys.save'),
      run: () => void form.save(),
      inFields: true,
    },
  ]);
  return (
    <form
      ref={first}
      className={styles.form}
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      <header className={styles.formHead}>
        <h2>{title}</h2>
        {pending && (
          <span className={styles.pending} role="status">
            <Icon name="cloudOff" size="m" />
            {t('pending')}
          </span>
        )}
        {actions}
      </header>
      {note && <p className={styles.note}>{note}</p>}
      {state.is === 'conflict' && <ConflictNote form={form} state={state} />}
      <div className={wide ? styles.wide : styles.groups}>
        {specs[section].groups.map((group) => (
          <fieldset key={group.name} className={styles.group}>
            <legend>{groupWords(t, form, group)}</legend>
            <div className={styles.fields}>
              {group.fields
                .filter((field) => isAsked(field, state.typed))
                .map((field) => (
                  <SettingField key={field.name} field={field} form={form} products={products} disabled={!mayChange} />
                ))}
            </div>
          </fieldset>
        ))}
      </div>
      {mayChange && (
        <footer className={styles.foot}>
          <span role="status" className={changes > 0 ? styles.unsaved : styles.hint}>
            {refused && refused.reason !== 'already-exists'
              ? t(`refusals:${refused.reason}`)
              : changes > 0
                ? t('unsavedIn', { count: changes })
                : ''}
          </span>
          <Button look="quiet" disabled={changes === 0} onClick={form.discard}>
            {t('takeBack')}
          </Button>
          <Button type="submit" look="primary" keys="Ctrl+↵" busy={form.busy} disabled={!ready}>
            {say ?? (changes === 0 ? t('saveNone') : t('save', { count: changes }))}
          </Button>
        </footer>
      )}
    </form>
  );
}

/** What is of a share alone is not asked of an amount, and the other way round. */
function isAsked({ only }: FieldSpec, { takes }: Typed): boolean {
  return only === undefined || only === takes;
}

function groupWords(
  t: (key: `groups.${keyof typeof english.groups}` | `offGroup.${keyof typeof english.offGroup}`) => string,
  { section }: Setting,
  { name }: Group,
): string {
  if (name === 'off' && (section === 'promotions' || section === 'taxes')) return t(`offGroup.${section}`);
  // The specs name no group without words; the compiler cannot know which of them is asked for.
  return t(`groups.${name as keyof typeof english.groups}`);
}
