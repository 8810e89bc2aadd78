/** A row of the toy lodge: its fields, the last writer among them. */
export type Row = Readonly<Record<string, string | number | null>>;
export type Rows = Map<string, Row>;
/** Rows as they shall stand, by key; null takes one away. */
export type Writes = Map<string, Row | null>;

/** Units of a slot that may be sold. */
export const capacity = 2;
export const slots = [0, 1] as const;
export const rooms = [0, 1] as const;

/** A hash that is good enough to tell a few thousand texts apart (cyrb53). */
export function hashText(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return `${(b >>> 0).toString(16)}${(a >>> 0).toString(16)}`;
}

export function put(rows: Rows, writes: Writes): void {
  for (const [key, row] of writes) {
    if (row === null) rows.delete(key);
    else rows.set(key, row);
  }
}

/** Rows in a form that two replicas can be compared by. */
export function textOf(rows: Rows, wanted: (key: string) => boolean): string {
  return JSON.stringify([...rows].filter(([key]) => wanted(key)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export function count(row: Row | undefined, field: string): number {
  return Number(row?.[field] ?? 0);
}
