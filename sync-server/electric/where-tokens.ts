/** A piece of a where clause and where it begins. */
export interface Token {
  readonly kind: 'name' | 'quoted' | 'text' | 'number' | 'param' | 'operator' | 'mark' | 'end';
  /** The text as written, for messages. */
  readonly raw: string;
  /** What it means: a string without quotes, a name folded to lower case, a parameter's number. */
  readonly value: string;
  readonly position: number;
}

/** Why a where clause cannot be read, and at which of its characters; -1 where it is none in particular. */
export interface WhereProblem {
  readonly position: number;
  readonly text: string;
}

const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['name', /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y],
  ['quoted', /"((?:[^"\0]|"")+)"/y],
  ['text', /'((?:[^'\0]|'')*)'/y],
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['param', /\$(\d{1,5})/y],
  ['mark', /::|[(),.[\]]/y],
  ['operator', /[-+*/<>=~!@#%^&|?]+/y],
];

/** Cuts a where clause into tokens. Comments and statement ends are no tokens, so none can come through. */
export function tokenize(text: string): readonly Token[] | WhereProblem {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    if (/\s/.test(text.charAt(position))) {
      position += 1;
      continue;
    }
    const token = tokenAt(text, position);
    if (token === undefined) return { position, text: `syntax error at or near "${text.charAt(position)}"` };
    tokens.push(token);
    position += token.raw.length;
  }
  return [...tokens, { kind: 'end', raw: '', value: '', position: text.length }];
}

function tokenAt(text: string, position: number): Token | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null) continue;
    let raw = match[0];
    if (kind === 'operator') {
      if (raw.includes('--') || raw.includes('/*')) return undefined;
      // `a=-1` is two operators: Postgres lets one end in a sign only when it holds one of these characters.
      if (!/[~!@#%^&|?]/.test(raw)) while (raw.length > 1 && /[-+]$/.test(raw)) raw = raw.slice(0, -1);
    }
    return { kind, raw, value: valueOf(kind, raw, match[1]), position };
  }
  return undefined;
}

function valueOf(kind: Token['kind'], raw: string, inner: string | undefined): string {
  if (kind === 'name') return raw.toLowerCase();
  if (kind === 'quoted') return (inner ?? '').replaceAll('""', '"');
  if (kind === 'text') return (inner ?? '').replaceAll("''", "'");
  return inner ?? raw;
}
