import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { restoreChunkFile, type ChunkFile } from './chunk-file.ts';
import type { AskedShape, ShapeDefinition } from './definition.ts';
import { parsePgSnapshot, printPgSnapshot } from './pg-snapshot.ts';
import type { HandleMode, HandleStart } from './shape.ts';
import { parseJson, writeDurably } from './storage.ts';
import type { Table } from './table.ts';

/** A shape as it was kept. */
export interface KeptShape {
  readonly folder: string;
  readonly asked: AskedShape & Pick<ShapeDefinition, 'replica'>;
  readonly key: string;
  /** The table as it was, in the form of `tableMark`. */
  readonly table: string;
  readonly born: bigint;
  readonly handles: readonly { readonly id: string; readonly mode: HandleMode; readonly start: HandleStart }[];
}

const KeptFile = z.object({
  asked: z.object({
    table: z.string(),
    where: z.string().nullable(),
    params: z.record(z.string(), z.string()),
    columns: z.string().nullable(),
    replica: z.enum(['default', 'full']),
  }),
  key: z.string(),
  table: z.string(),
  born: z.string().regex(/^\d+$/).transform(BigInt),
});
const KeptHandle = z.object({
  id: z.string(),
  mode: z.enum(['full', 'changes_only', 'now']),
  sees: z.string().nullable(),
  rows: z
    .object({
      file: z.string().regex(/^[\w.-]+$/),
      chunks: z.array(z.object({ start: z.number(), length: z.number(), last: z.boolean() })),
    })
    .nullable(),
  from: z.string().regex(/^\d+$/).transform(BigInt),
  fence: z.string().regex(/^\d+$/).transform(BigInt),
});

/** A folder of its own for a shape, under a name that nothing else can have. */
export async function makeShapeFolder(folder: string, key: string, unique: string): Promise<string> {
  const name = `${createHash('sha256').update(key).digest('hex').slice(0, 12)}-${unique}`;
  const path = join(folder, 'shapes', name);
  await mkdir(path, { recursive: true, mode: 0o700 });
  return path;
}

export async function keepShape(folder: string, { key, asked, replica, table }: ShapeDefinition, born: bigint) {
  const { where = null, columns = null } = asked;
  const content = { asked: { ...asked, where, columns, replica }, key, table: tableMark(table), born: String(born) };
  await writeDurably(join(folder, 'shape.json'), JSON.stringify(content));
}

/** Says that a handle may be gone on with: its snapshot is whole, or no longer kept. */
export async function keepHandle(folder: string, id: string, mode: HandleMode, start: HandleStart): Promise<void> {
  const chunks = start.file?.removed === false ? start.file.whole() : undefined;
  const content = {
    id,
    mode,
    sees: start.sees === undefined ? null : printPgSnapshot(start.sees),
    rows: chunks === undefined || start.file === undefined ? null : { file: start.file.name, chunks },
    from: String(start.from),
    fence: String(start.fence),
  };
  await writeDurably(join(folder, `${id}.handle`), JSON.stringify(content));
}

export function forgetHandle(folder: string, id: string): Promise<void> {
  return rm(join(folder, `${id}.handle`), { force: true });
}

/** Everything that was kept whole. What was not is deleted. */
export async function loadShapes(folder: string, onBytes: (bytes: number) => void): Promise<readonly KeptShape[]> {
  const root = join(folder, 'shapes');
  await mkdir(root, { recursive: true, mode: 0o700 });
  const found: KeptShape[] = [];
  for (const name of await readdir(root)) {
    const path = join(root, name);
    const kept = await loadShape(path, onBytes).catch(() => undefined);
    if (kept === undefined) await rm(path, { recursive: true, force: true });
    else found.push(kept);
  }
  return found;
}

async function loadShape(folder: string, onBytes: (bytes: number) => void): Promise<KeptShape | undefined> {
  const shape = KeptFile.safeParse(parseJson(await readFile(join(folder, 'shape.json'), 'utf8')));
  if (!shape.success) return undefined;
  const names = await readdir(folder);
  const handles: KeptShape['handles'][number][] = [];
  const used = new Set<string>();
  for (const name of names.filter((each) => each.endsWith('.handle'))) {
    const handle = KeptHandle.safeParse(parseJson(await readFile(join(folder, name), 'utf8')));
    if (!handle.success) continue;
    const { id, mode, sees, rows, from, fence } = handle.data;
    let file: ChunkFile | undefined;
    const length = rows?.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (rows !== null && (await sizeOf(join(folder, rows.file))) === length) {
      used.add(rows.file);
      file = restoreChunkFile(join(folder, rows.file), rows.chunks, onBytes);
    }
    handles.push({ id, mode, start: { sees: sees === null ? undefined : parsePgSnapshot(sees), file, from, fence } });
  }
  for (const name of names.filter((each) => each.endsWith('.rows') && !used.has(each)))
    await rm(join(folder, name), { force: true });
  const { asked, key, table, born } = shape.data;
  const { where, columns } = asked;
  return {
    folder,
    asked: { ...asked, where: where ?? undefined, columns: columns ?? undefined },
    key,
    table,
    born,
    handles,
  };
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
}

/** A table's description as one text, for comparing. Its replica identity is none of it: that is set when it is published. */
export function tableMark(table: Table): string {
  return JSON.stringify({ ...table, fullIdentity: true });
}
