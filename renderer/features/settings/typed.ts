import { readAmount, writeAmount } from '#renderer/ui/amount.ts';
import { type FieldSpec, type Section, fieldsOf } from './specs.ts';

/** A rule of an agent as it is typed; no product is all others. */
export interface TypedRule {
  readonly productId: string;
  readonly share: string;
}

/** A step of what giving up costs, as it is typed: from so many hours before on, so much of the total. */
export interface TypedTier {
  readonly hours: string;
  readonly share: string;
}

/** What stands in a field: a text as typed, a tick, the products chosen, the rules, the steps. */
export type TypedValue = string | boolean | readonly string[] | readonly TypedRule[] | readonly TypedTier[];
export type Typed = Readonly<Record<string, TypedValue>>;

/** What is wrong with a field; the words are the screen's. */
export type FieldError =
  | { readonly why: 'missing' | 'code' | 'share' | 'money' | 'nothing' | 'before' | 'twice' | 'sameHours' | 'taken' }
  | { readonly why: 'whole'; readonly min: number; readonly max: number };
export type FieldErrors = Readonly<Record<string, FieldError>>;

/** The most that a length of time may be: half a year, as the commands take it. */
const MOST_MINUTES = 262_800;
/** The longest before that giving up can cost: a year. */
const MOST_HOURS = 8_760;

/** The fields of a row, or of nothing yet, as they are typed. */
export function typedOf(section: Section, row: object, currency: string): Typed {
  return Object.fromEntries(fieldsOf(section).flatMap((field) => typedField(field, row, currency)));
}

function typedField(field: FieldSpec, row: object, currency: string): [string, TypedValue][] {
  const value: unknown = Reflect.get(row, field.name);
  switch (field.as) {
    case 'check':
      return [[field.name, value === true]];
    case 'share':
      return [[field.name, writeShare(typeof value === 'number' ? value : 0)]];
    case 'money':
      return [[field.name, typeof value === 'number' ? writeAmount(value, currency) : '']];
    case 'takes':
      return typedTakes(row, currency);
    case 'products':
      return [[field.name, Array.isArray(value) ? value.map(String) : []]];
    case 'rules':
      return [[field.name, typedRules(value)]];
    case 'tiers':
      return [[field.name, typedTiers(value)]];
    case 'code':
    case 'text':
    case 'whole':
    case 'minutes':
    case 'choice':
    case 'day':
      return [[field.name, typeof value === 'string' || typeof value === 'number' ? String(value) : '']];
  }
}

function typedTakes(row: object, currency: string): [string, TypedValue][] {
  const amount: unknown = Reflect.get(row, 'amount');
  const share: unknown = Reflect.get(row, 'basisPoints');
  const isAmount = typeof amount === 'number' && amount > 0;
  return [
    ['takes', isAmount ? 'amount' : 'share'],
    ['share', typeof share === 'number' && share > 0 ? writeShare(share) : ''],
    ['amount', isAmount ? writeAmount(amount, currency) : ''],
  ];
}

function typedRules(value: unknown): TypedRule[] {
  if (!Array.isArray(value)) return [];
  return value.map((rule: { readonly productId: string | null; readonly basisPoints: number }) => ({
    productId: rule.productId ?? '',
    share: writeShare(rule.basisPoints),
  }));
}

function typedTiers(value: unknown): TypedTier[] {
  if (!Array.isArray(value)) return [];
  return value.map((tier: { readonly hoursBefore: number; readonly basisPoints: number }) => ({
    hours: String(tier.hoursBefore),
    share: writeShare(tier.basisPoints),
  }));
}

export type ReadSetting =
  | { readonly ok: true; readonly values: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly errors: FieldErrors };

type ReadField =
  | { readonly ok: true; readonly values: readonly (readonly [string, unknown])[] }
  | { readonly ok: false; readonly at: string; readonly error: FieldError };

/** The draft of the section's command, or what is wrong, by field. */
export function readSetting(section: Section, typed: Typed, currency: string): ReadSetting {
  const read = fieldsOf(section).map((field) => readField(field, typed, currency));
  const errors = Object.fromEntries(read.flatMap((each) => (each.ok ? [] : [[each.at, each.error] as const])));
  const values = Object.fromEntries(read.flatMap((each) => (each.ok ? each.values : [])));
  const [from, to] = [values['fromDate'], values['toDate']];
  const whole: FieldErrors =
    typeof from === 'string' && typeof to === 'string' && to < from ? { ...errors, toDate: { why: 'before' } } : errors;
  return Object.keys(whole).length > 0 ? { ok: false, errors: whole } : { ok: true, values };
}

function readField(field: FieldSpec, typed: Typed, currency: string): ReadField {
  const value = typed[field.name] ?? '';
  const text = typeof value === 'string' ? value.trim() : '';
  const right = (read: unknown): ReadField => ({ ok: true, values: [[field.name, read]] });
  const wrong = (error: FieldError, at = field.name): ReadField => ({ ok: false, at, error });
  switch (field.as) {
    case 'check':
      return right(value === true);
    case 'choice':
      return right(text);
    case 'products':
      return right(value);
    case 'text':
      return field.needed && text === '' ? wrong({ why: 'missing' }) : right(text);
    case 'code': {
      const code = text.toUpperCase();
      return /^[A-Z0-9._-]{1,20}$/.test(code) ? right(code) : wrong({ why: text === '' ? 'missing' : 'code' });
    }
    case 'day':
      return text === '' ? (field.maybe ? right(null) : wrong({ why: 'missing' })) : right(text);
    case 'minutes':
    case 'whole': {
      const max = field.as === 'minutes' ? MOST_MINUTES : field.max;
      if (text === '' && field.as === 'whole' && field.maybe) return right(null);
      const count = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
      return count >= field.min && count <= max ? right(count) : wrong({ why: 'whole', min: field.min, max });
    }
    case 'share': {
      const share = readShare(text, field.max);
      return share === null ? wrong({ why: 'share' }) : right(share);
    }
    case 'money': {
      if (text === '' && field.maybe) return right(null);
      const amount = readAmount(text, currency);
      return amount === null ? wrong({ why: 'money' }) : right(amount);
    }
    case 'takes':
      return readTakes(typed, currency, wrong);
    case 'rules':
      return readRules(value, right, wrong);
    case 'tiers':
      return readTiers(value, right, wrong);
  }
}

function readTakes(typed: Typed, currency: string, wrong: (error: FieldError, at: string) => ReadField): ReadField {
  const both = (basisPoints: number, amount: number): ReadField => ({
    ok: true,
    values: [
      ['basisPoints', basisPoints],
      ['amount', amount],
    ],
  });
  const at = typed['takes'] === 'amount' ? 'amount' : 'share';
  const text = String(typed[at] ?? '').trim();
  const read = at === 'amount' ? readAmount(text, currency) : readShare(text);
  if (read === null) return wrong({ why: at === 'amount' ? 'money' : 'share' }, at);
  if (read === 0) return wrong({ why: 'nothing' }, at);
  return at === 'amount' ? both(0, read) : both(read, 0);
}

/** Rules of single products first, the one for all others last, as the command wants them [U7]. */
function readRules(
  value: TypedValue,
  right: (read: unknown) => ReadField,
  wrong: (error: FieldError) => ReadField,
): ReadField {
  const rules = rulesIn(value).map(({ productId, share }) => ({
    productId: productId === '' ? null : productId,
    basisPoints: readShare(share.trim()),
  }));
  if (rules.some(({ basisPoints }) => basisPoints === null)) return wrong({ why: 'share' });
  if (new Set(rules.map(({ productId }) => productId)).size < rules.length) return wrong({ why: 'twice' });
  return right([
    ...rules.filter(({ productId }) => productId !== null),
    ...rules.filter(({ productId }) => productId === null),
  ]);
}

/** The earliest step first; of each hour there is one. */
function readTiers(
  value: TypedValue,
  right: (read: unknown) => ReadField,
  wrong: (error: FieldError) => ReadField,
): ReadField {
  const tiers = tiersIn(value).map(({ hours, share }) => ({
    hoursBefore: /^\d{1,4}$/.test(hours.trim()) ? Number(hours) : Number.NaN,
    basisPoints: readShare(share.trim()),
  }));
  if (tiers.some(({ basisPoints }) => basisPoints === null)) return wrong({ why: 'share' });
  if (tiers.some(({ hoursBefore }) => !(hoursBefore >= 1 && hoursBefore <= MOST_HOURS)))
    return wrong({ why: 'whole', min: 1, max: MOST_HOURS });
  if (new Set(tiers.map(({ hoursBefore }) => hoursBefore)).size < tiers.length) return wrong({ why: 'sameHours' });
  return right(tiers.toSorted((a, b) => b.hoursBefore - a.hoursBefore));
}

/** The steps that stand in a field. */
export function tiersIn(value: TypedValue | undefined): readonly TypedTier[] {
  // As for rules.
  return Array.isArray(value) ? (value as readonly TypedTier[]) : [];
}

/** The rules that stand in a field. */
export function rulesIn(value: TypedValue | undefined): readonly TypedRule[] {
  // A field of rules holds nothing else; `typedOf` puts them there.
  return Array.isArray(value) ? (value as readonly TypedRule[]) : [];
}

/** The products that stand in a field. */
export function productsIn(value: TypedValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Hundredths of a percent of what is typed in percent: `12.5`, `12,5`; null where it is none, or more than there is. */
export function readShare(text: string, max = 10_000): number | null {
  if (!/^\d{1,4}(?:[.,]\d{1,2})?$/.test(text)) return null;
  const share = Math.round(Number(text.replace(',', '.')) * 100);
  return share <= max ? share : null;
}

/** A share as it stands in a field, in percent: `12.5`. */
export function writeShare(basisPoints: number): string {
  return String(basisPoints / 100);
}
