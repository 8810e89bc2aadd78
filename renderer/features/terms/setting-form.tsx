import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductView } from '#shared/rpc/departure-views.ts';
import { runCommand } from '#renderer/state/run-command.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { readField, writeField } from './field-kinds.ts';
import type { SectionOf } from './sections.ts';
import { SettingField } from './setting-field.tsx';
import styles from './terms.module.css';

export interface SettingFormProps {
  readonly section: SectionOf;
  /** What is there; null for a new one. */
  readonly setting: (Readonly<Record<string, unknown>> & { readonly version: number | null }) | null;
  readonly currency: string;
  readonly products: readonly ProductView[];
  /** Says what the button does. */
  readonly say: string;
  readonly label: string;
  /** Left out where there is no way back: the settings of the house. */
  readonly onClose?: () => void;
}

/** Sets one row of the terms; what was agreed on others stays as it was. */
export function SettingForm({ section, setting, currency, products, say, label, onClose }: SettingFormProps) {
  const { t } = useTranslation(['terms', 'refusals']);
  const { fields, command, blank } = section;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      fields.map((field) => [field.name, writeField(field, (setting ?? blank)[field.name], currency)]),
    ),
  );
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const read = fields.map((field) => ({ field, came: readField(field, typed[field.name] ?? '', currency) }));
  // A share or an amount, one of them: the other is nothing.
  const twice =
    'basisPoints' in typed &&
    read.filter(({ field, came }) => isPart(field.name) && came.ok && came.value !== 0).length !== 1;
  const submit = async () => {
    setTried(true);
    if (busy || twice || read.some(({ came }) => !came.ok)) return;
    setBusy(true);
    const values = Object.fromEntries(read.map(({ field, came }) => [field.name, came.ok ? came.value : null]));
    const answer = await runCommand(
      command,
      { ...values, expectedVersion: setting?.version ?? null },
      { refusal: 'caller' },
    );
    setBusy(false);
    setRefused(answer.ok ? null : t(`refusals:${answer.reason}`));
    if (!answer.ok) return;
    showToast({ tone: 'done', text: t('saved') });
    onClose?.();
  };
  return (
    <form
      className={styles.form}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {read.map(({ field, came }, at) => (
        <SettingField
          key={field.name}
          field={field}
          value={typed[field.name] ?? ''}
          error={
            tried && !came.ok
              ? t(`errors.${came.error}`)
              : tried && twice && isPart(field.name)
                ? t('errors.oneOfTwo')
                : undefined
          }
          currency={currency}
          products={products}
          disabled={field.names === true && setting !== null}
          first={at === 0 && onClose !== undefined}
          onChange={(value) => setTyped({ ...typed, [field.name]: value })}
        />
      ))}
      {refused && (
        <p className={styles.refused} role="alert">
          {refused}
        </p>
      )}
      <footer className={styles.foot}>
        {onClose && (
          <Button look="quiet" icon="chevronLeft" onClick={onClose}>
            {t('back')}
          </Button>
        )}
        <Button type="submit" look="primary" busy={busy}>
          {say}
        </Button>
      </footer>
    </form>
  );
}

function isPart(name: string): boolean {
  return name === 'basisPoints' || name === 'amount';
}
