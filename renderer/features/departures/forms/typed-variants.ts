import type { DepartureView } from '#shared/rpc/departure-views.ts';
import { readAmount, writeAmount } from '#renderer/ui/amount.ts';
import { isTime } from './fields.tsx';

export type Variant = DepartureView['variants'][number];

/** A way to join a departure as it stands in the fields. */
export interface TypedVariant {
  /** What it was; undefined where it is new. */
  readonly was: Variant | undefined;
  readonly name: string;
  readonly time: string;
  /** With a minus where it is cheaper; empty for none. */
  readonly difference: string;
  readonly active: boolean;
}

export function typedVariant(was: Variant, currency: string): TypedVariant {
  const amount = writeAmount(Math.abs(was.priceDifference), currency);
  const difference = was.priceDifference === 0 ? '' : was.priceDifference < 0 ? `-${amount}` : amount;
  return { was, name: was.name, time: was.time, difference, active: was.active };
}

export function newVariant(time: string): TypedVariant {
  return { was: undefined, name: '', time, difference: '', active: true };
}

/** Minor units; below zero where it is cheaper. Null where it is no amount. */
export function readDifference(text: string, currency: string): number | null {
  const [, sign = '', amount = ''] = /^\s*([-−+]?)\s*(.*)$/.exec(text) ?? [];
  if (amount.trim() === '') return sign === '' ? 0 : null;
  const minor = readAmount(amount, currency);
  return minor === null ? null : sign === '-' || sign === '−' ? -minor : minor;
}

export interface VariantStep {
  readonly command: 'addVariant' | 'changeVariant';
  readonly draft: object;
}

/** The commands that what was typed comes to; null where something of it cannot be. What did not change is left alone. */
export function variantSteps(
  departureId: string,
  typed: readonly TypedVariant[],
  currency: string,
): readonly VariantStep[] | null {
  const read = typed.map((each) => ({ ...each, priceDifference: readDifference(each.difference, currency) }));
  const names = read.filter(({ active }) => active).map(({ name }) => name.trim());
  const right =
    read.every(({ name, time, priceDifference }) => name.trim() !== '' && isTime(time) && priceDifference !== null) &&
    new Set(names).size === names.length;
  if (!right) return null;
  return read.flatMap(({ was, name, time, priceDifference, active }, position): VariantStep[] => {
    const fields = { name: name.trim(), time, priceDifference: priceDifference ?? 0, position };
    if (was === undefined) return [{ command: 'addVariant', draft: { departureId, ...fields } }];
    const same =
      was.name === fields.name &&
      was.time === time &&
      was.priceDifference === fields.priceDifference &&
      was.active === active;
    const draft = { variantId: was.id, expectedVersion: was.version, ...fields, active };
    return same ? [] : [{ command: 'changeVariant', draft }];
  });
}
