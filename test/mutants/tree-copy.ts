import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A copy of the project that can be broken. */
export interface TreeCopy {
  readonly folder: string;
  remove(): void;
}

/** Copies what git knows, as it lies in the working tree or as it was committed; packages are linked. */
export function copyOfTree(committed: boolean): TreeCopy {
  const root = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'cairn-mutants-'));
  if (committed) {
    const archive = execFileSync('git', ['archive', 'HEAD'], { cwd: root, maxBuffer: 2 ** 30 });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
  } else {
    const names = execFileSync('git', ['ls-files', '-z'], { cwd: root, maxBuffer: 2 ** 28 })
      .toString()
      .split('\0');
    for (const name of names) {
      if (name === '' || !existsSync(join(root, name))) continue;
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      cpSync(join(root, name), join(folder, name));
    }
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
