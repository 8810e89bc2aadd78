import type { Engine } from './engine.ts';
import { send, sendError, sendRefusal, type Exchange } from './exchange.ts';
import { parseShapeQuery } from './query.ts';

/** Answers DELETE /v1/shape: drops a shape by its definition, its handle, or both. */
export async function answerDelete(engine: Engine, exchange: Exchange): Promise<void> {
  if (!engine.settings.deletable) return sendError(exchange, 405, { message: 'DELETE not allowed' });
  const { searchParams } = exchange.url;
  const handle = searchParams.get('handle');
  const named = handle === null ? undefined : engine.shapes.handle(handle)?.shape;
  let shape = named;
  if (searchParams.has('table')) {
    const asked = new URLSearchParams(searchParams);
    asked.set('offset', '-1');
    asked.delete('live');
    asked.delete('live_sse');
    const parsed = parseShapeQuery(asked, undefined);
    if (!parsed.ok) return sendRefusal(exchange, parsed.errors);
    const defined = await engine.define(parsed.query);
    if (!defined.ok) return sendRefusal(exchange, defined.errors);
    shape = engine.shapes.find(defined.definition);
    if (named !== undefined && named !== shape) {
      return sendError(exchange, 400, { message: MISMATCH });
    }
  } else if (handle === null) {
    return sendRefusal(exchange, { handle: ["can't be blank when shape definition is missing"] });
  }
  if (shape === undefined || (handle !== null && named === undefined)) {
    return sendError(exchange, 404, { message: 'No existing shape found' });
  }
  engine.shapes.drop([shape], 'it was deleted');
  send(exchange, 202, { 'cache-control': 'no-store' }, '');
}

const MISMATCH =
  'The specified shape definition and handle do not match. Please ensure the shape definition is correct or omit the shape handle from the request to obtain a new one.';
