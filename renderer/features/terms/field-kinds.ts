import { readAmount, writeAmount } from '#renderer/ui/amount.ts';

/** How a setting is typed and what it is as the command takes it. `maybe`: empty is nothing, null. */
export type FieldKind =
  | { readonly kind: 'text'; readonly most: number; readonly must?: boolean }
  | { readonly kind: 'code' }
  | { readonly kind: 'count'; readonly least: number; readonly most: number; readonly maybe?: boolean }
  /** Hundredths of a percent, typed in percent. */
  | { readonly kind: 'share'; readonly most?: number }
  /** Minor units, typed in the currency. */
  | { readonly kind: 'amount'; readonly maybe?: boolean }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'day'; readonly maybe?: boolean }
  /** Products that it is for; none is all. */
  | { readonly kind: 'products' }
  /** What an agent earns, product by product. */
  | { readonly kind: 'rules' };

/** What is wrong with what was typed, as a word the screens translate. */
export type FieldError = 'missing' | 'noCode' | 'noCount' | 'noShare' | 'noAmount' | 'noDay' | 'noRules';

export type ReadField =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: FieldError };

/** A value as it stands in its field. */
export function writeField({ kind }: FieldKind, value: unknown, currency: string): string {
  if (value === null || value === undefined) return kind === 'rules' || kind === 'products' ? '[]' : '';
  switch (kind) {
    case 'share':
      return String(Number(value) / 100);
    case 'amount':
      return Number(value) === 0 ? '' : writeAmount(Number(value), currency);
    case 'flag':
      return value === true ? 'yes' : '';
    case 'products':
    case 'rules':
      return JSON.stringify(value);
    case 'text':
    case 'code':
    case 'count':
    case 'choice':
    case 'day':
      return String(value);
  }
}

/** What a field says, as the command takes it. */
export function readField(field: FieldKind, typed: string, currency: string): ReadField {
  const text = typed.trim();
  switch (field.kind) {
    case 'text':
      return field.must && text === '' ? wrong('missing') : right(text);
    case 'code':
      return /^[A-Za-z0-9._-]{1,20}$/.test(text) ? right(text.toUpperCase()) : wrong('noCode');
    case 'count': {
      if (text === '' && field.maybe) return right(null);
      const count = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
      return count >= field.least && count <= field.most ? right(count) : wrong('noCount');
    }
    case 'share': {
      const share = /^\d{1,4}([.,]\d{1,2})?$/.test(text || '0')
        ? Math.round(Number((text || '0').replace(',', '.')) * 100)
        : Number.NaN;
      return share <= (field.most ?? 10_000) ? right(share) : wrong('noShare');
    }
    case 'amount': {
      if (text === '') return right(field.maybe ? null : 0);
      const amount = readAmount(text, currency);
      return amount === null ? wrong('noAmount') : right(amount);
    }
    case 'day':
      return text === '' && !field.maybe ? wrong('noDay') : right(text === '' ? null : text);
    case 'flag':
      return right(text === 'yes');
    case 'choice':
      return right(text);
    case 'products':
      return right(JSON.parse(text || '[]'));
    case 'rules':
      return readRules(typedRules(text));
  }
}

/** A rule as it stands in its fields; an empty product is all of them. */
export interface TypedRule {
  readonly productId: string;
  readonly share: string;
}

export function typedRules(text: string): TypedRule[] {
  // Written by this form, or out of the agent's own rules.
  const rules = JSON.parse(text || '[]') as readonly {
    readonly productId: string | null;
    readonly share?: string;
    readonly basisPoints?: number;
  }[];
  return rules.map(({ productId, share, basisPoints }) => ({
    productId: productId ?? '',
    share: share ?? String((basisPoints ?? 0) / 100),
  }));
}

function readRules(rules: readonly TypedRule[]): ReadField {
  const read = rules.map(({ productId, share }) => ({ productId, share: readField({ kind: 'share' }, share, '') }));
  const products = new Set(read.map(({ productId }) => productId));
  if (products.size !== read.length || read.some(({ share }) => !share.ok)) return wrong('noRules');
  const all = read.map(({ productId, share }) => ({
    productId: productId === '' ? null : productId,
    basisPoints: share.ok ? share.value : 0,
  }));
  // The one for all products counts where no other does, and so stands last.
  return right([
    ...all.filter(({ productId }) => productId !== null),
    ...all.filter(({ productId }) => productId === null),
  ]);
}

function right(value: unknown): ReadField {
  return { ok: true, value };
}

function wrong(error: FieldError): ReadField {
  return { ok: false, error };
}
