import { z } from 'zod';
import { parseOffset, type Offset } from './offset.ts';
import { refuse, type Refusal } from './refusal.ts';
import { parseSubset, type SubsetQuery } from './subset-query.ts';

/** What a client asks of a shape, as it wrote it. */
export interface ShapeQuery {
  readonly table: string;
  readonly where: string | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly columns: string | undefined;
  /** Which columns a subset may be chosen and ordered by; all where it is not given. */
  readonly queryable: string | undefined;
  readonly replica: 'default' | 'full';
  readonly log: 'full' | 'changes_only';
  readonly offset: Offset;
  readonly handle: string | undefined;
  readonly live: boolean;
  readonly sse: boolean;
  readonly cursor: string | undefined;
  readonly subset: SubsetQuery | undefined;
}

const flag = z
  .string()
  .optional()
  .transform((text) => text !== undefined && text !== 'false');

const Fields = z.object({
  table: z.string({ error: "can't be blank" }).min(1, "can't be blank"),
  where: z.string().optional(),
  columns: z.string().optional(),
  queryable_columns: z.string().optional(),
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
  subset__limit: z.string().optional(),
  subset__offset: z.string().optional(),
  subset__order_by: z.string().optional(),
});

/** Reads a query string, and for a POST its body. What it does not know it ignores, as the protocol wants. */
export function parseShapeQuery(
  search: URLSearchParams,
  body: unknown,
): { readonly ok: true; readonly query: ShapeQuery } | Refusal {
  const parsed = Fields.safeParse(Object.fromEntries(search));
  if (!parsed.success) return { ok: false, errors: z.flattenError(parsed.error).fieldErrors };
  const fields = parsed.data;
  const asksSubset = body !== undefined || [...search.keys()].some((name) => name.startsWith('subset__'));
  const subset = asksSubset ? parseSubset(body === undefined ? subsetFields(fields) : body) : undefined;
  if (subset !== undefined && 'ok' in subset) return subset;

  // A subset asks for rows and not for a place in the log.
  const written = fields.offset ?? (subset === undefined ? undefined : '-1');
  if (written === undefined || written === '') return refuse('offset', "can't be blank");
  const offset = parseOffset(written);
  if (offset === undefined) return refuse('offset', 'has invalid format');
  const fresh = offset.kind === 'start' || offset.kind === 'now';
  if (!fresh && (fields.handle ?? '') === '' && subset === undefined) {
    return refuse('handle', "can't be blank when offset != -1");
  }
  if (fresh && fields.live)
    return refuse('live', written === 'now' ? "can't be true when offset is 'now'" : "can't be true when offset == -1");
  const sse = fields.live_sse || fields.experimental_live_sse;
  if (sse && !fields.live) return refuse('live_sse', "can't be true unless live is also true");
  const { table, where, columns, queryable_columns: queryable, replica, log, live, cursor } = fields;
  const params = numbered(search);
  // Who begins has no handle, whatever it says.
  const handle = fresh && subset === undefined ? undefined : fields.handle;
  return {
    ok: true,
    query: { table, where, params, columns, queryable, replica, log, offset, handle, live, sse, cursor, subset },
  };
}

function subsetFields(fields: z.infer<typeof Fields>): Readonly<Record<string, unknown>> {
  return {
    where: fields.subset__where,
    params: fields.subset__params,
    limit: fields.subset__limit,
    offset: fields.subset__offset,
    order_by: fields.subset__order_by,
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
