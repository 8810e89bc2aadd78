import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildState } from './stale-build.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cairn-build-'));
  for (const folder of ['renderer/app', 'shared', 'build/renderer']) mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['renderer/app/main.tsx', 'shared/a.ts', 'vite.config.ts', 'package-lock.json'])
    writeFileSync(join(root, file), 'x');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a bundle is stale until it is sealed, and again when a source changes, comes or goes', () => {
  const renew = () => {
    expect(buildState(root, 'renderer').stale).toBe(true);
    buildState(root, 'renderer').seal();
    expect(buildState(root, 'renderer').stale).toBe(false);
  };
  renew();
  utimesSync(join(root, 'shared/a.ts'), new Date(), new Date(Date.now() + 5_000));
  renew();
  writeFileSync(join(root, 'renderer/app/new.tsx'), '');
  renew();
  rmSync(join(root, 'renderer/app/new.tsx'));
  renew();
});

test('a test changes no bundle', () => {
  buildState(root, 'renderer').seal();
  writeFileSync(join(root, 'shared/a.test.ts'), '');
  expect(buildState(root, 'renderer').stale).toBe(false);
});
