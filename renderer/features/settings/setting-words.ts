import type { TFunction } from 'i18next';
import type { settings as english } from '#renderer/i18n/en/settings.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import type { FieldSpec } from './specs.ts';
import { type FieldError, type TypedValue, rulesIn } from './typed.ts';

export type Words = TFunction<readonly ['settings', 'booking', 'refusals']>;

/** What a field is called, with its unit. */
export function fieldWords(t: Words, name: string, currency: string): string {
  // The specs name no field without words; the compiler cannot know which of them is asked for.
  return t(`settings:fields.${name as keyof typeof english.fields}`, { currency });
}

/** What is under a field: what its figure means, where that is not plain. */
export function hintWords(t: Words, name: string): string | undefined {
  return t(`settings:hints.${name as keyof typeof english.hints}`, { defaultValue: '' }) || undefined;
}

export function errorWords(t: Words, error: FieldError): string {
  return error.why === 'whole'
    ? t('settings:errors.whole', { min: formatNumber(error.min), max: formatNumber(error.max) })
    : t(`settings:errors.${error.why}`);
}

/** One of a closed list in the reader's words; where bookings come from has its words with the booking. */
export function choiceWords(t: Words, field: string, value: string): string {
  return field === 'source'
    ? t(`booking:source.${value as 'ota'}`)
    : t(`settings:choices.${value as keyof typeof english.choices}`);
}

/** What stands in a field, said in a sentence. */
export function valueWords(t: Words, field: FieldSpec | undefined, value: TypedValue | undefined): string {
  if (typeof value === 'boolean') return t(value ? 'settings:yes' : 'settings:no');
  if (Array.isArray(value))
    return field?.as === 'rules' || field?.as === 'tiers'
      ? rulesIn(value)
          .map(({ share }) => `${share} %`)
          .join(', ') || t('settings:nothing')
      : t('settings:chosen', { count: value.length });
  const text = typeof value === 'string' ? value : '';
  if (text === '') return t('settings:nothing');
  return field?.as === 'choice' ? choiceWords(t, field.name, text) : text;
}
