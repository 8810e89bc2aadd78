import pg from 'pg';
import { isId } from '#shared/kernel/ids.ts';

/** A text as a SQL literal. Throws on a NUL character, which Postgres cannot hold. */
export function textLiteral(text: string): string {
  if (text.includes('\0')) throw new RangeError('a text with a NUL character');
  return pg.escapeLiteral(text);
}

/** An id as a SQL literal. Throws on what is no UUID. */
export function idLiteral(id: string): string {
  if (!isId(id)) throw new RangeError('not an id');
  return `'${id}'`;
}

export function jsonLiteral(value: unknown): string {
  return `${textLiteral(JSON.stringify(value))}::jsonb`;
}

/** A number as a SQL literal: quoted, as every value is that may differ from one statement to the next of its shape. */
export function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('not a number');
  return `'${value}'`;
}

/**
 * Texts as the literal of an array, to be cast: `= ANY(${arrayLiteral(ids)}::uuid[])`. However many they are, the statement has
 * one shape, so that the database plans it once.
 */
export function arrayLiteral(texts: readonly string[]): string {
  return textLiteral(`{${texts.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`);
}

/**
 * A value as jsonb can hold it: one whose texts have NUL or half characters becomes `{ verbatim: <its JSON text> }`,
 * so that whatever a desk sent can be kept [S25].
 */
export function storableJson(value: unknown): unknown {
  const text = JSON.stringify(value ?? null);
  return /\\u0000|\\ud[89a-f]/i.test(text) ? { verbatim: text } : value;
}

/** A text without what Postgres cannot hold. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
