import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { z } from 'zod';
import { root } from '#main/launch/paths.ts';
import { startServer } from './server-process.ts';

const run = promisify(execFile);

/** Where a desk works. */
const place = z.object({ tenantId: z.string(), propertyId: z.string() });
export type Place = z.infer<typeof place>;

const told = place.extend({ people: z.array(z.object({ name: z.string(), role: z.string(), pin: z.string() })) });

/** The lodges on the server's data that every house begins from a copy of, and the day on which the first was made: midnight may pass since. */
const template = z.object({ demo: told, empty: place, businessDate: z.iso.date() });
export type Template = z.infer<typeof template>;

const folder = join(root, 'test/artifacts/template');
export const templateData = join(folder, 'server');

/** Makes the demonstration lodge and a house without a room once, so that each test file can begin from a copy. */
export async function makeTemplate(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  const server = await startServer(templateData, join(folder, 'server.log'));
  try {
    const demo = told.parse(await answerOf('sync-server/demo/open-lodge.ts'));
    const empty = place.parse(await answerOf('test/e2e/house/open-empty-house.ts'));
    const businessDate = await businessDateOf(server.file.databaseUrl, demo);
    await writeFile(join(folder, 'template.json'), JSON.stringify({ demo, empty, businessDate }));
  } finally {
    await server.stop();
  }
}

export async function readTemplate(): Promise<Template> {
  return template.parse(JSON.parse(await readFile(join(folder, 'template.json'), 'utf8')));
}

/** Copies the server's data with its owners: Postgres refuses a folder that is somebody else's. */
export async function copyTemplate(to: string): Promise<void> {
  await run('cp', ['-a', templateData, to]);
}

async function businessDateOf(databaseUrl: string, { propertyId }: Place): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const sql = 'SELECT business_date::text AS day FROM property WHERE id = $1';
    const { rows } = await client.query<{ day: string }>(sql, [propertyId]);
    return rows[0]?.day ?? '';
  } finally {
    await client.end();
  }
}

async function answerOf(script: string): Promise<unknown> {
  const env = { ...process.env, CAIRN_DATA: templateData };
  const { stdout } = await run(process.execPath, [join(root, script)], { env });
  return JSON.parse(stdout);
}
