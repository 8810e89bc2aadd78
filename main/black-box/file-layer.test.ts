import type * as FileSystem from 'node:fs';
import { fsyncSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryFolder } from '#test/support/memory-folder.ts';
import { disk } from './file-layer.ts';

// The real ones, watched.
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>();
  return {
    ...fs,
    openSync: vi.fn<typeof fs.openSync>(fs.openSync),
    fsyncSync: vi.fn<typeof fs.fsyncSync>(fs.fsyncSync),
  };
});

let root: string;
beforeEach(() => {
  root = memoryFolder('cairn-files-');
  vi.mocked(openSync).mockClear();
  vi.mocked(fsyncSync).mockClear();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const flushed = () => {
  const opened = vi.mocked(openSync).mock.calls.map(([path]) => path);
  expect(vi.mocked(fsyncSync)).toHaveBeenCalledTimes(opened.length);
  return opened;
};

test.skipIf(process.platform === 'win32')(
  '[S7] a folder that is made has its name on the disk, and those above it that were made with it',
  () => {
    disk.makeFolder(join(root, 'box', 'mark'));
    expect(flushed()).toEqual([join(root, 'box'), root]);
    disk.makeFolder(join(root, 'box', 'mark'));
    expect(flushed()).toHaveLength(2);
  },
);
