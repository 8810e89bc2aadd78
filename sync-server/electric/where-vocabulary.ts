import type { IsTest } from './where-expression.ts';

/** Functions whose answer depends on their arguments alone. */
export const FUNCTIONS = new Set(
  'lower upper length char_length octet_length abs round floor ceil sign mod coalesce nullif greatest least starts_with strpos btrim ltrim rtrim left right replace concat substr md5 date_trunc date_part array_length cardinality array_position jsonb_typeof jsonb_array_length'.split(
    ' ',
  ),
);

/** Words that are no names. */
export const RESERVED = new Set(
  'and or not is in like ilike between null true false distinct from any some all array cast case select union where order group limit exists similar collate at having into table as on using with when then else end for'.split(
    ' ',
  ),
);

/** Operators that compare, as Postgres ranks them. */
export const COMPARISONS = new Set(['=', '<', '>', '<=', '>=', '<>', '!=']);
/** The other operators that may be written, but for arithmetic. */
export const OPERATORS = new Set(
  '|| & | # << >> ~ ~* !~ !~* ~~ ~~* !~~ !~~* @> <@ && -> ->> #> #>> ? ?| ?& @? @@'.split(' '),
);

/** What may stand behind IS. */
export const IS_TESTS: ReadonlyMap<string, IsTest> = new Map([
  ['null', 'NULL'],
  ['true', 'TRUE'],
  ['false', 'FALSE'],
  ['unknown', 'UNKNOWN'],
]);
