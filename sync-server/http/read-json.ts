import type { z } from 'zod';
import { HttpError } from './http-error.ts';

/** A body's text as what the schema says. Refuses text that is no JSON, and JSON of another shape. */
export function readJson<T>(body: unknown, schema: z.ZodType<T>): T {
  if (typeof body !== 'string') throw new HttpError(400, 'malformed', 'A JSON body is needed.');
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new HttpError(400, 'malformed', 'The body is not JSON.');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 5).map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new HttpError(400, 'wrong-shape', 'The body does not have the shape that is asked for.', { issues });
}
