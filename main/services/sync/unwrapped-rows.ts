/** An answer of the shape protocol with its plain rows taken out of their messages. */
export interface Unwrapped {
  /** JSON arrays of `entity, id, row, entity, id, row, …`, one behind the other, in the order of the answer. */
  readonly rows: Uint8Array<ArrayBuffer>;
  /** Where each of those arrays ends. */
  readonly ends: readonly number[];
  /** What follows the last of them as it came, a JSON array of messages; empty where nothing does. */
  readonly rest: string;
}

/** Rows of one array: so few that they are gone again before they count as lasting. */
const rowsAtOnce = 500;

const bytesOf = (text: string) => Buffer.from(text, 'latin1');
const KEY = bytesOf('{"key":"');
const VALUE = bytesOf('","value":{"tenant_id":"');
const PROPERTY = bytesOf('","property_id":"');
const ENTITY = bytesOf('","entity":"');
const ID = bytesOf(',"id":"');
const ROW = bytesOf(',"row":"');
const HEADERS = bytesOf('"},"headers":');
const INSERT = bytesOf('{"operation":"insert","relation":[');
const END = bytesOf('}}');
const UUID = 36;
const [QUOTE, COMMA, OPEN, CLOSE, BACKSLASH, SLASH] = [0x22, 0x2c, 0x5b, 0x5d, 0x5c, 0x2f];

/**
 * The protocol carries the database's texts, so that a row is JSON in a string in JSON, wrapped in three times its name. Of the
 * messages that a snapshot is made of, from the first on, this takes the wrapping off by its bytes, which is a third of the work
 * of reading them; whatever looks otherwise, and all that follows it, is left as it came.
 */
export function unwrapRows(body: Uint8Array): Unwrapped {
  const from = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  // Never more than came: a name and an id are shorter than what stands around them.
  const rows = new Uint8Array(from.length);
  const ends: number[] = [];
  let [at, to, held] = [1, 0, 0];
  const isAt = (text: Buffer, where: number) => {
    for (let index = 0; index < text.length; index++) if (from[where + index] !== text[index]) return false;
    return true;
  };
  const copy = (start: number, end: number) => {
    rows.set(from.subarray(start, end), to);
    to += end - start;
  };
  const close = () => {
    if (held === 0) return;
    rows[to++] = CLOSE;
    ends.push(to);
    held = 0;
  };
  while (at < from.length && isAt(KEY, at)) {
    const property = from.indexOf(VALUE, at + KEY.length) + VALUE.length + UUID;
    const word = property + PROPERTY.length + UUID + ENTITY.length;
    if (!isAt(PROPERTY, property) || !isAt(ENTITY, word - ENTITY.length)) break;
    const wordEnd = from.indexOf(QUOTE, word) + 1;
    const idEnd = from.indexOf(QUOTE, wordEnd + ID.length) + 1;
    if (!isAt(ID, wordEnd) || !isAt(ROW, idEnd)) break;
    const row = idEnd + ROW.length;
    const rowEnd = from.indexOf(HEADERS, row);
    if (rowEnd < 0 || !isAt(INSERT, rowEnd + HEADERS.length)) break;
    const end = from.indexOf(END, rowEnd) + END.length;
    const before = to;
    rows[to++] = held === 0 ? OPEN : COMMA;
    copy(word - 1, wordEnd);
    rows[to++] = COMMA;
    copy(wordEnd + ID.length - 1, idEnd);
    rows[to++] = COMMA;
    to = unescape(from, row, rowEnd, rows, to);
    if (to < 0) {
      to = before;
      break;
    }
    at = from[end] === COMMA ? end + 1 : end;
    held += 1;
    if (held === rowsAtOnce) close();
  }
  close();
  const isDone = ends.length > 0 && from[at] === CLOSE;
  return {
    rows,
    ends,
    rest: isDone ? '' : ends.length === 0 ? from.toString('utf8') : `[${from.toString('utf8', at)}`,
  };
}

/** Writes the text behind a JSON string's bytes; where it ends, or -1 where there is an escape that a row's own JSON has no use for. */
function unescape(from: Uint8Array, start: number, end: number, into: Uint8Array, at: number): number {
  let to = at;
  for (let read = start; read < end; read++) {
    let byte = from[read] ?? 0;
    if (byte === BACKSLASH) {
      byte = from[++read] ?? 0;
      if (byte !== QUOTE && byte !== BACKSLASH && byte !== SLASH) return -1;
    }
    into[to++] = byte;
  }
  return to;
}
