import type { Expression } from './where-expression.ts';
import { tokenize, type Token, type WhereProblem } from './where-tokens.ts';
import { COMPARISONS, FUNCTIONS, IS_TESTS, OPERATORS, RESERVED } from './where-vocabulary.ts';

/**
 * Reads a where clause into a condition, or says where it goes wrong, in Postgres' words. Only expressions over the
 * row's own columns, constants and the functions of `FUNCTIONS` can be written: the clause comes from outside, and its
 * printed form runs as SQL.
 */
export function parseWhere(
  text: string,
  params: Readonly<Record<string, string>>,
): { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly problem: WhereProblem } {
  const tokens = tokenize(text);
  if ('text' in tokens) return { ok: false, problem: tokens };
  const reader: Reader = { tokens, next: 0, params, depth: 0 };
  try {
    const expression = readOr(reader);
    if (peek(reader).kind !== 'end') throw new Unreadable(unexpected(peek(reader)));
    return { ok: true, expression };
  } catch (error) {
    // Thrown and caught within this file only: the way out of a recursive descent.
    if (error instanceof Unreadable) return { ok: false, problem: error.problem };
    throw error;
  }
}

const MAX_DEPTH = 200;

interface Reader {
  readonly tokens: readonly Token[];
  readonly params: Readonly<Record<string, string>>;
  next: number;
  depth: number;
}

class Unreadable extends Error {
  readonly problem: WhereProblem;
  constructor(problem: WhereProblem) {
    super(problem.text);
    this.problem = problem;
  }
}

function readOr(reader: Reader): Expression {
  reader.depth += 1;
  if (reader.depth > MAX_DEPTH) throw new Unreadable({ position: peek(reader).position, text: 'nested too deeply' });
  let left = readAnd(reader);
  while (takeWord(reader, 'or')) left = { kind: 'or', left, right: readAnd(reader) };
  reader.depth -= 1;
  return left;
}

function readAnd(reader: Reader): Expression {
  let left = readNot(reader);
  while (takeWord(reader, 'and')) left = { kind: 'and', left, right: readNot(reader) };
  return left;
}

function readNot(reader: Reader): Expression {
  let negations = 0;
  while (takeWord(reader, 'not')) negations += 1;
  let operand = readIs(reader);
  for (; negations > 0; negations -= 1) operand = { kind: 'not', operand };
  return operand;
}

function readIs(reader: Reader): Expression {
  let operand = readComparison(reader);
  while (takeWord(reader, 'is')) {
    const negated = takeWord(reader, 'not');
    if (takeWord(reader, 'distinct')) {
      if (!takeWord(reader, 'from')) throw new Unreadable(unexpected(peek(reader)));
      operand = { kind: 'distinct', left: operand, right: readComparison(reader), negated };
    } else {
      const token = take(reader);
      const test = IS_TESTS.get(token.kind === 'name' ? token.value : '');
      if (test === undefined) throw new Unreadable(unexpected(token));
      operand = { kind: 'is', operand, test, negated };
    }
  }
  return operand;
}

function readComparison(reader: Reader): Expression {
  const left = readRange(reader);
  const token = peek(reader);
  if (token.kind !== 'operator' || !COMPARISONS.has(token.raw)) return left;
  take(reader);
  const operator = token.raw === '!=' ? '<>' : token.raw;
  return readSome(reader, operator, left) ?? { kind: 'operator', operator, left, right: readRange(reader) };
}

function readSome(reader: Reader, operator: string, left: Expression): Expression | undefined {
  const every = takeWord(reader, 'all');
  if (!every && !takeWord(reader, 'any') && !takeWord(reader, 'some')) return undefined;
  expectMark(reader, '(');
  const array = readOr(reader);
  expectMark(reader, ')');
  return { kind: 'some', operator, left, array, every };
}

function readRange(reader: Reader): Expression {
  const operand = readOther(reader);
  const start = reader.next;
  const negated = takeWord(reader, 'not');
  if (takeWord(reader, 'in')) return { kind: 'in', operand, items: readList(reader), negated };
  if (takeWord(reader, 'between')) {
    const from: Expression = { kind: 'operator', operator: '>=', left: operand, right: readOther(reader) };
    if (!takeWord(reader, 'and')) throw new Unreadable(unexpected(peek(reader)));
    const to: Expression = { kind: 'operator', operator: '<=', left: operand, right: readOther(reader) };
    const within: Expression = { kind: 'and', left: from, right: to };
    return negated ? { kind: 'not', operand: within } : within;
  }
  for (const [word, operator] of [
    ['like', '~~'],
    ['ilike', '~~*'],
  ] as const) {
    if (takeWord(reader, word)) {
      const likeness = negated ? `!${operator}` : operator;
      return { kind: 'operator', operator: likeness, left: operand, right: readOther(reader) };
    }
  }
  reader.next = start;
  return operand;
}

/** A list in brackets, with at least one entry. */
function readList(reader: Reader): readonly Expression[] {
  expectMark(reader, '(');
  const items = [readOr(reader)];
  while (takeMark(reader, ',')) items.push(readOr(reader));
  expectMark(reader, ')');
  return items;
}

function readOther(reader: Reader): Expression {
  return readBinary(reader, (raw) => OPERATORS.has(raw), readSum);
}

function readSum(reader: Reader): Expression {
  return readBinary(reader, (raw) => raw === '+' || raw === '-', readProduct);
}

function readProduct(reader: Reader): Expression {
  return readBinary(reader, (raw) => raw === '*' || raw === '/' || raw === '%' || raw === '^', readSign);
}

function readBinary(
  reader: Reader,
  fits: (raw: string) => boolean,
  readSide: (reader: Reader) => Expression,
): Expression {
  let left = readSide(reader);
  for (let token = peek(reader); token.kind === 'operator' && fits(token.raw); token = peek(reader)) {
    take(reader);
    left = readSome(reader, token.raw, left) ?? {
      kind: 'operator',
      operator: token.raw,
      left,
      right: readSide(reader),
    };
  }
  return left;
}

function readSign(reader: Reader): Expression {
  const signs: string[] = [];
  for (
    let token = peek(reader);
    token.kind === 'operator' && (token.raw === '-' || token.raw === '+');
    token = peek(reader)
  ) {
    signs.push(take(reader).raw);
    if (signs.length > MAX_DEPTH) throw new Unreadable(unexpected(token));
  }
  let operand = readCast(reader);
  for (const operator of signs.toReversed()) operand = { kind: 'sign', operator, operand };
  return operand;
}

function readCast(reader: Reader): Expression {
  let operand = readValue(reader);
  while (takeMark(reader, '::')) operand = { kind: 'cast', operand, type: readType(reader) };
  return operand;
}

function readType(reader: Reader): string {
  const token = take(reader);
  const known = token.kind === 'quoted' || (token.kind === 'name' && !RESERVED.has(token.value));
  // The types whose input looks something up in the catalog have no place in a row's condition.
  if (!known || token.value.startsWith('reg')) throw new Unreadable(unexpected(token));
  let type = token.kind === 'quoted' ? `"${token.value.replaceAll('"', '""')}"` : token.value;
  if (takeMark(reader, '[')) {
    expectMark(reader, ']');
    type += '[]';
  }
  return type;
}

function readValue(reader: Reader): Expression {
  const token = take(reader);
  switch (token.kind) {
    case 'text':
    case 'number':
      return { kind: 'constant', form: token.kind, value: token.value };
    case 'param': {
      const value = reader.params[token.value];
      if (value === undefined) {
        throw new Unreadable({ position: token.position, text: `parameter $${token.value} was not provided` });
      }
      return { kind: 'constant', form: 'text', value };
    }
    case 'mark': {
      if (token.raw !== '(') throw new Unreadable(unexpected(token));
      const inner = readOr(reader);
      expectMark(reader, ')');
      return inner;
    }
    case 'name':
      return readNamed(reader, token);
    case 'quoted':
      return readColumn(reader, token);
    default:
      throw new Unreadable(unexpected(token));
  }
}

function readNamed(reader: Reader, token: Token): Expression {
  if (token.value === 'null') return { kind: 'constant', form: 'null', value: '' };
  if (token.value === 'true' || token.value === 'false') {
    return { kind: 'constant', form: 'boolean', value: token.value };
  }
  if (token.value === 'array' && takeMark(reader, '[')) {
    const items: Expression[] = [];
    if (takeMark(reader, ']')) return { kind: 'array', items };
    do items.push(readOr(reader));
    while (takeMark(reader, ','));
    expectMark(reader, ']');
    return { kind: 'array', items };
  }
  if (RESERVED.has(token.value)) {
    // The words of the real service where it was not built for them; without a place, as there.
    if (token.value === 'select' || token.value === 'exists')
      throw new Unreadable({ position: -1, text: 'Subqueries are not supported' });
    throw new Unreadable(unexpected(token));
  }
  if (peek(reader).raw !== '(' || peek(reader).kind !== 'mark') return readColumn(reader, token);
  if (!FUNCTIONS.has(token.value)) {
    throw new Unreadable({ position: token.position, text: `unknown or unsupported function ${token.value}` });
  }
  return { kind: 'call', name: token.value, arguments: readList(reader) };
}

/** `column`, `table.column` or `schema.table.column`: a shape has one table, so only the last part says something. */
function readColumn(reader: Reader, first: Token): Expression {
  let token = first;
  while (takeMark(reader, '.')) {
    token = take(reader);
    if (token.kind !== 'name' && token.kind !== 'quoted') throw new Unreadable(unexpected(token));
  }
  return { kind: 'column', name: token.value, position: first.position };
}

function peek(reader: Reader): Token {
  const token = reader.tokens[reader.next];
  if (token === undefined) throw new Error('read past the end of a where clause');
  return token;
}

function take(reader: Reader): Token {
  const token = peek(reader);
  if (token.kind === 'end') throw new Unreadable(unexpected(token));
  reader.next += 1;
  return token;
}

function takeWord(reader: Reader, word: string): boolean {
  const token = peek(reader);
  const found = token.kind === 'name' && token.value === word;
  if (found) reader.next += 1;
  return found;
}

function takeMark(reader: Reader, mark: string): boolean {
  const token = peek(reader);
  const found = token.kind === 'mark' && token.raw === mark;
  if (found) reader.next += 1;
  return found;
}

function expectMark(reader: Reader, mark: string): void {
  if (!takeMark(reader, mark)) throw new Unreadable(unexpected(peek(reader)));
}

function unexpected(token: Token): WhereProblem {
  const text = token.kind === 'end' ? 'syntax error at end of input' : `syntax error at or near "${token.raw}"`;
  return { position: token.position, text };
}
