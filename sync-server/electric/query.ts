import { z } from 'zod';
import { parseOffset, type Offset } from './offset.ts';
import { refuse, type Refusal } from './refusal.ts';

/** What a client asks of a shape, as it wrote it. */
export interface ShapeQuery {
  readonly table: string;
  readonly where: string | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly columns: string | undefined;
  readonly replica: 'default' | 'full';
  readonly log: 'full' | 'changes_only';
  readonly offset: Offset;
  readonly handle: string | undefined;
  readonly live: boolean;
  readonly sse: boolean;
  readonly cursor: string | undefined;
  readonly subset: SubsetQuery | undefined;
}

/** A part of a shape's rows, read once. */
export interface SubsetQuery {
  readonly where: string | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly limit: number | undefined;
  readonly offset: number | undefined;
  readonly orderBy: string | undefined;
}

const flag = z
  .string()
  .optional()
  .transform((text) => text !== undefined && text !== 'false');
const count = z
  .string()
  .regex(/^\d{1,9}$/, 'is invalid')
  .transform(Number)
  .optional();

const Fields = z.object({
  table: z.string({ error: "can't be blank" }).min(1, "can't be blank"),
  where: z.string().optional(),
  columns: z.string().optional(),
  replica: z.enum(['default', 'full'], { error: 'is invalid' }).default('default'),
  log: z.enum(['full', 'changes_only'], { error: 'is invalid' }).default('full'),
  offset: z.string().optional(),
  handle: z.string().max(200, 'is invalid').optional(),
  live: flag,
  live_sse: flag,
  experimental_live_sse: flag,
  cursor: z.string().optional(),
  subset__where: z.string().optional(),
  subset__params: z.string().optional(),
  subset__limit: count,
  subset__offset: count,
  subset__order_by: z.string().optional(),
});

const Params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));

const SubsetBody = z.object({
  where: z.string().nullish(),
  params: Params.nullish(),
  limit: z.number().int().nonnegative().nullish(),
  offset: z.number().int().nonnegative().nullish(),
  order_by: z.string().nullish(),
});

/** Reads a query string, and for a POST its body. What it does not know it ignores, as the protocol wants. */
export function parseShapeQuery(
  search: URLSearchParams,
  body: unknown,
): { readonly ok: true; readonly query: ShapeQuery } | Refusal {
  const parsed = Fields.safeParse(Object.fromEntries(search));
  if (!parsed.success) return { ok: false, errors: z.flattenError(parsed.error).fieldErrors };
  const fields = parsed.data;
  const subset = parseSubset(search, fields, body);
  if (subset !== undefined && 'ok' in subset) return subset;

  // A subset asks for rows and not for a place in the log.
  const written = fields.offset ?? (subset === undefined ? undefined : '-1');
  if (written === undefined) return refuse('offset', "can't be blank");
  const offset = parseOffset(written);
  if (offset === undefined) return refuse('offset', 'has invalid format');
  const fresh = offset.kind === 'start' || offset.kind === 'now';
  if (!fresh && fields.handle === undefined && subset === undefined) {
    return refuse('handle', "can't be blank when offset != -1");
  }
  if (fresh && fields.live) return refuse('live', `can't be true when offset == ${written}`);
  const sse = fields.live_sse || fields.experimental_live_sse;
  if (sse && !fields.live) return refuse('live_sse', "can't be true unless live is also true");
  const { table, where, columns, replica, log, handle, live, cursor } = fields;
  return {
    ok: true,
    query: { table, where, params: numbered(search), columns, replica, log, offset, handle, live, sse, cursor, subset },
  };
}

function parseSubset(
  search: URLSearchParams,
  fields: z.infer<typeof Fields>,
  body: unknown,
): SubsetQuery | Refusal | undefined {
  if (body !== undefined) {
    const parsed = SubsetBody.safeParse(body);
    if (!parsed.success) {
      const { fieldErrors, formErrors } = z.flattenError(parsed.error);
      return { ok: false, errors: formErrors.length > 0 ? { body: formErrors } : fieldErrors };
    }
    const { where, params, limit, offset, order_by: orderBy } = parsed.data;
    return {
      where: where ?? undefined,
      params: params ?? {},
      limit: limit ?? undefined,
      offset: offset ?? undefined,
      orderBy: orderBy ?? undefined,
    };
  }
  if (![...search.keys()].some((name) => name.startsWith('subset__'))) return undefined;
  const params = Params.safeParse(parseJson(fields.subset__params ?? '{}'));
  if (!params.success) return refuse('subset__params', 'is invalid');
  return {
    where: fields.subset__where,
    params: params.data,
    limit: fields.subset__limit,
    offset: fields.subset__offset,
    orderBy: fields.subset__order_by,
  };
}

/** `params[1]=a&params[2]=b` as `{ 1: 'a', 2: 'b' }`. */
function numbered(search: URLSearchParams): Readonly<Record<string, string>> {
  const found = [...search].flatMap(([name, value]) => {
    const number = /^params\[(\d{1,5})\]$/.exec(name)?.[1];
    return number === undefined ? [] : [[number, value] as const];
  });
  return Object.fromEntries(found);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
