import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeServerFile } from '#sync-server/server-file.ts';
import { type ALodgeOnServer, type ServerGround, serverGround } from './server-harness.ts';

const run = promisify(execFile);
let ground: ServerGround;
let lodge: ALodgeOnServer;
let folder: string;
beforeAll(async () => {
  ground = await serverGround();
  lodge = await ground.lodge();
  folder = await mkdtemp(join(tmpdir(), 'cairn-desks-'));
  const { url, adminToken, databaseUrl } = lodge.server;
  await writeServerFile(folder, { url, adminToken, databaseUrl, pid: process.pid });
});
afterAll(async () => {
  await ground.end();
  await rm(folder, { recursive: true, force: true });
});

/** `npm run desks`, as it is typed. */
async function desks(...args: readonly string[]): Promise<string> {
  const where = ['--server-data', folder, '--tenant', lodge.place.tenantId];
  const command = join(import.meta.dirname, '../../sync-server/desks/command.ts');
  return (await run(process.execPath, [command, ...args, ...where])).stdout.trim();
}

describe('npm run desks', () => {
  it('[S12] [S16] lists, revokes, lets in again, signs out, and gives codes', async () => {
    expect(await desks('list')).toBe('No desk is enrolled here yet.');
    const [code] = (await desks('code', '--minutes', '5')).split('\n');
    const desk = await ground.desk(lodge, 'Front', code);
    await desks('revoke', 'A');
    expect(await desk.push([])).toMatchObject({ standing: 'revoked' });
    expect(await desks('list')).toMatch(/^A {2}Front {2}revoked {2}epoch 1 {2}0 commands taken {2}heard /);
    await expect(desks('revoke', 'A')).rejects.toMatchObject({ code: 1, stderr: 'The desk is so already.\n' });
    await desks('readmit', 'A');
    expect(await desk.push([])).toMatchObject({ standing: 'active' });
    await desks('sign-out', 'A');
    expect((await desk.feed('offset=-1')).status).toBe(401);
    const [again] = (await desks('code', 'A')).split('\n');
    expect((await ground.desk(lodge, 'Front', again)).self.epoch).toBe(2);
    await expect(desks('revoke', 'Q')).rejects.toMatchObject({ code: 1, stderr: 'There is no such desk.\n' });
    await expect(desks('explode', 'A')).rejects.toMatchObject({ code: 1 });
    expect(await desks()).toContain('npm run desks -- list');
  });
});
