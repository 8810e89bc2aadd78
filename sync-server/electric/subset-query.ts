import { z } from 'zod';
import type { Refusal } from './refusal.ts';
import { parseJson } from './storage.ts';

/** A part of a shape's rows, read once. */
export interface SubsetQuery {
  readonly where: string | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly limit: number | undefined;
  readonly offset: number | undefined;
  readonly orderBy: string | undefined;
}

const integer = (least: number, words: string) =>
  z
    .union([z.number(), z.string()], { error: 'is invalid' })
    .nullish()
    .transform((given) => (given === null || given === undefined || given === '' ? undefined : Number(given)))
    .refine((number) => number === undefined || Number.isSafeInteger(number), 'is invalid')
    .refine((number) => number === undefined || !Number.isSafeInteger(number) || number >= least, words);

const text = z.string({ error: 'is invalid' }).nullish();

const Params = z
  .union([z.string(), z.record(z.string(), z.unknown())], { error: 'is invalid' })
  .nullish()
  .transform((given, context) => {
    const value = typeof given === 'string' ? parseJson(given) : (given ?? {});
    const read = z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))
      .safeParse(value);
    if (read.success) return read.data;
    const words = value === undefined ? 'params must be valid JSON' : 'params must be a JSON object';
    context.addIssue({ code: 'custom', message: words });
    return z.NEVER;
  });

const Subset = z.object(
  {
    where: text,
    params: Params,
    limit: integer(1, 'must be greater than 0'),
    offset: integer(0, 'must be greater than or equal to 0'),
    order_by: text,
  },
  { error: 'is invalid' },
);

/** Reads the fields of a subset, from a body or from a query. What is wrong is told below `subset`, as the protocol does. */
export function parseSubset(fields: unknown): SubsetQuery | Refusal {
  const parsed = Subset.safeParse(fields);
  if (!parsed.success) {
    const { fieldErrors, formErrors } = z.flattenError(parsed.error);
    return formErrors.length > 0 ? { ok: false, errors: { subset: formErrors } } : refuseSubset(fieldErrors);
  }
  const { where, params, limit, offset, order_by: orderBy } = parsed.data;
  if ((limit !== undefined || offset !== undefined) && (orderBy ?? '') === '')
    return refuseSubset({ order_by: ['order_by is required when limit or offset is present'] });
  return { where: where ?? undefined, params, limit, offset, orderBy: orderBy ?? undefined };
}

export function refuseSubset(errors: Readonly<Record<string, readonly string[]>>): Refusal {
  return { ok: false, errors: { subset: errors } };
}
