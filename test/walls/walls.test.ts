import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-walls-'));
  const config = `import { wallRules } from '${join(root, 'test/walls/walls.ts')}';\nexport default { categories: { correctness: 'off' }, overrides: wallRules };\n`;
  await writeFile(join(folder, 'oxlint.config.ts'), config);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the folder walls', () => {
  test.each([
    ['shared/kernel/money.ts', '#shared/schema/entity.ts'],
    ['shared/kernel/money.ts', 'node:fs'],
    ['shared/money/receipt.ts', '#shared/bookings/price.ts'],
    ['shared/stays/rooms.ts', '../tours/departure-status.ts'],
    ['shared/commands/judge.ts', '#shared/sync/envelope.ts'],
    ['main/store/rows.ts', '#main/services/session.ts'],
    ['main/black-box/segment.ts', '#main/store/rows.ts'],
    ['main/preload/preload.ts', '#main/store/rows.ts'],
    ['renderer/features/today/today-screen.tsx', '#renderer/features/inbox/inbox-screen.tsx'],
    ['renderer/ui/button.tsx', '#main/store/rows.ts'],
    ['sync-server/engine/execute.ts', '#main/store/rows.ts'],
    ['sync-server/engine/execute.ts', '../../main/store/rows.ts'],
  ])('%s may not import %s', async (file, imported) => {
    expect(await lint(file, imported)).toContain('no-restricted-imports');
  });

  test.each([
    ['shared/bookings/price.ts', '#shared/kernel/dates.ts'],
    ['shared/commands/judge.ts', '#shared/money/receipt.ts'],
    ['main/services/session.ts', '#main/store/rows.ts'],
    ['renderer/features/today/today-screen.tsx', '#renderer/ui/button.tsx'],
    ['sync-server/engine/execute.ts', '#shared/commands/judge.ts'],
  ])('%s may import %s', async (file, imported) => {
    expect(await lint(file, imported)).not.toContain('no-restricted-imports');
  });
});

async function lint(file: string, imported: string): Promise<string> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `import { thing } from '${imported}';\nexport const it = thing;\n`);
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  try {
    return await new Promise((done) => {
      execFile(process.execPath, [oxlint, '--format=json', file], { cwd: folder }, (_error, stdout) => done(stdout));
    });
  } finally {
    await rm(path);
  }
}
