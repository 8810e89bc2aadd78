import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DepartureView } from '#shared/rpc/departure-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { useDepartureAct, useRefusalWords } from '../use-departure-act.ts';
import { Check, TimeField } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import styles from './forms.module.css';
import { type TypedVariant, newVariant, readDifference, typedVariant, variantSteps } from './typed-variants.ts';

export interface VariantsFormProps {
  readonly departure: DepartureView;
  readonly currency: string;
  readonly onClose: () => void;
}

/** The ways to join a departure on the same seats: where, when, and what it changes in the price of each traveller [P1]. */
export function VariantsForm({ departure, currency, onClose }: VariantsFormProps) {
  const { t } = useTranslation('departures');
  const [typed, setTyped] = useState<readonly TypedVariant[]>(() =>
    departure.variants.length > 0
      ? departure.variants.map((each) => typedVariant(each, currency))
      : [newVariant(departure.time)],
  );
  const [tried, setTried] = useState(false);
  const act = useDepartureAct();
  const refusal = useRefusalWords();
  const set = (at: number, change: Partial<TypedVariant>) =>
    setTyped(typed.map((each, index) => (index === at ? { ...each, ...change } : each)));
  const steps = variantSteps(departure.id, typed, currency);
  const added = typed.filter(({ was }) => was === undefined).length;
  const changed = steps?.filter(({ command }) => command === 'changeVariant').length ?? 0;
  const twice = (name: string) =>
    name.trim() !== '' && typed.filter((each) => each.active && each.name.trim() === name.trim()).length > 1;
  const submit = async () => {
    setTried(true);
    if (steps === null) return;
    for (const { command, draft } of steps)
      if (!(await act.run(command, draft, draft === steps.at(-1)?.draft ? t('variants.done') : null))) return;
    onClose();
  };
  return (
    <FormDialog
      title={t('variants.title')}
      note={t('variants.note')}
      say={
        added > 0 && changed > 0
          ? t('variants.sayBoth', { added, changed })
          : added > 0
            ? t('variants.sayAdd', { count: added })
            : changed > 0
              ? t('variants.sayChange', { count: changed })
              : t('variants.say')
      }
      width={680}
      busy={act.busy}
      disabled={steps?.length === 0}
      refused={refusal(act.refused)}
      onClose={onClose}
      onSubmit={() => void submit()}
      beside={
        <Button look="quiet" icon="plus" onClick={() => setTyped([...typed, newVariant(departure.time)])}>
          {t('variants.add')}
        </Button>
      }
    >
      {typed.map((variant, at) => (
        // A row is its place: names may be the same while they are typed.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset key={at} className={styles.variant} aria-label={variant.name || t('variants.another')}>
          <Field
            label={t('variants.name')}
            placeholder={t('variants.nameHint')}
            data-autofocus={at === 0 ? true : undefined}
            value={variant.name}
            maxLength={80}
            error={
              twice(variant.name)
                ? t('variants.twice')
                : tried && variant.name.trim() === ''
                  ? t('form.missing')
                  : undefined
            }
            onChange={({ currentTarget }) => set(at, { name: currentTarget.value })}
          />
          <TimeField label={t('variants.time')} value={variant.time} onChange={(time) => set(at, { time })} />
          <Field
            label={t('variants.difference', { currency })}
            placeholder="0"
            inputMode="text"
            figures
            value={variant.difference}
            error={readDifference(variant.difference, currency) === null ? t('prices.noAmount') : undefined}
            onChange={({ currentTarget }) => set(at, { difference: currentTarget.value })}
          />
          {variant.was === undefined ? (
            <Button
              look="quiet"
              icon="close"
              aria-label={t('prices.remove', { category: variant.name })}
              onClick={() => setTyped(typed.filter((_each, index) => index !== at))}
            />
          ) : (
            <Check label={t('variants.active')} checked={variant.active} onChange={(active) => set(at, { active })} />
          )}
        </fieldset>
      ))}
    </FormDialog>
  );
}
