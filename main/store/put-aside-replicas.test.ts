import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { putAsideBeside, removePutAside } from './put-aside-replicas.ts';
import { putReplicaAside } from './rebuild-replica.ts';

const folder = mkdtempSync(join(tmpdir(), 'cairn-aside-'));
const file = join(folder, 'replica.db');
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('[S16] what was put aside is told, newest first, and is removed when a person says so; nothing else is', () => {
  mkdirSync(folder, { recursive: true });
  const put = (why: 'damaged' | 'older', at: string) => {
    writeFileSync(file, 'twelve bytes');
    return putReplicaAside(file, why, Date.parse(at)) ?? '';
  };
  const first = put('damaged', '2026-11-20T05:00:00.250Z');
  const second = put('older', '2026-11-21T05:00:00.000Z');
  mkdirSync(join(folder, 'black-box'));
  writeFileSync(file, 'the replica');

  expect(putAsideBeside(file)).toEqual([
    { folder: second, why: 'older', at: '2026-11-21T05:00:00.000Z', bytes: 12 },
    { folder: first, why: 'damaged', at: '2026-11-20T05:00:00.250Z', bytes: 12 },
  ]);
  expect(removePutAside(file, join(folder, 'black-box'))).toBe(false);
  expect(removePutAside(file, folder)).toBe(false);
  expect(removePutAside(file, first)).toBe(true);
  expect(putAsideBeside(file).map(({ why }) => why)).toEqual(['older']);
  expect([first, join(folder, 'black-box'), file].map((path) => existsSync(path))).toEqual([false, true, true]);
});
