import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A test as it is called in its source, with the numbers of the rules that its title bears. */
export interface TitledTest {
  readonly file: string;
  readonly title: string;
  readonly rules: readonly string[];
}

const folders = ['main', 'renderer', 'shared', 'sync-server', 'test'];

/** Every test of the project whose title bears a rule's number, by file and in the order in which they stand there. */
export function readTitles(): readonly TitledTest[] {
  const files = folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name).replaceAll('\\', '/'),
      ),
    )
    .filter((name) => /\.(test|spec)\.tsx?$/.test(name) && !name.includes('/artifacts/'));
  return files.toSorted().flatMap((file) => titlesIn(file, readFileSync(file, 'utf8')));
}

/** The titles in one source: of `test`, `it` and `describe`, also of `each` and of Playwright; a describe's numbers are its own. */
export function titlesIn(file: string, source: string): readonly TitledTest[] {
  const call =
    /\b(?:test|it|describe)(?:\.(?:each|for|describe|skipIf|runIf|only|concurrent|fails)\b)*(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?\s*\(\s*(?:'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`|"((?:[^"\\]|\\.)*)")/g;
  return [...source.matchAll(call)].flatMap((found) => {
    const title = (found[1] ?? found[2] ?? found[3] ?? '').replaceAll(/\\(.)/g, '$1');
    const rules = [...title.matchAll(/\[([A-Z]\d+)\]/g)].flatMap(([, number]) => number ?? []);
    return rules.length === 0 ? [] : [{ file, title, rules: [...new Set(rules)] }];
  });
}
