/** The folder walls of docs/architecture.md, as data: what each folder's files may import from the project besides their own folder. */
const domain = [
  'shared/kernel',
  'shared/schema',
  'shared/inventory',
  'shared/pricing',
  'shared/bookings',
  'shared/stays',
  'shared/tours',
  'shared/money',
];

export const walls: Readonly<Record<string, readonly string[]>> = {
  'shared/kernel': [],
  'shared/schema': ['shared/kernel'],
  'shared/inventory': ['shared/kernel', 'shared/schema'],
  'shared/pricing': ['shared/kernel', 'shared/schema'],
  'shared/money': ['shared/kernel', 'shared/schema'],
  'shared/bookings': ['shared/kernel', 'shared/schema', 'shared/inventory', 'shared/pricing'],
  'shared/stays': ['shared/kernel', 'shared/schema', 'shared/inventory', 'shared/pricing', 'shared/bookings'],
  'shared/tours': ['shared/kernel', 'shared/schema', 'shared/inventory', 'shared/pricing', 'shared/bookings'],
  'shared/commands': domain,
  'shared/sync': [...domain, 'shared/commands'],
  'shared/rpc': [...domain, 'shared/commands', 'shared/sync'],
  'main/black-box': ['shared'],
  'main/store': ['main/black-box', 'shared'],
  'main/devices': ['shared'],
  'main/recover': ['main/store', 'main/black-box', 'shared'],
  'main/services': ['main/store', 'main/black-box', 'main/devices', 'shared'],
  'main/hosts': ['main/services', 'main/store', 'shared'],
  'main/app': ['main/hosts', 'shared'],
  'main/preload': ['main/hosts', 'shared'],
  'main/verify': ['main/store', 'main/services', 'main/launch', 'shared'],
  'main/launch': ['main/hosts', 'main/app', 'shared'],
  'renderer/ui': ['renderer/i18n', 'shared'],
  'renderer/i18n': ['renderer/ui', 'shared'],
  'renderer/state': ['renderer/ui', 'renderer/i18n', 'shared'],
  'renderer/features': ['renderer/ui', 'renderer/state', 'renderer/i18n', 'shared'],
  'renderer/app': ['renderer', 'shared'],
  'sync-server': ['shared'],
};

/** All folders that stand at the top or one below it: what a wall may keep out. */
const everywhere = [...new Set([...Object.keys(walls), 'main', 'renderer', 'sync-server', 'test'])].toSorted();

interface WallRule {
  files: string[];
  excludeFiles?: string[];
  rules: Record<string, ['error', { patterns: { regex: string; message: string }[] }]>;
}

/** The walls as the linter's rules: one override a folder, against imports by alias and by relative path alike. */
export const wallRules: WallRule[] = Object.entries(walls).map(([folder, allowed]) => ({
  files: [`${folder}/**/*.ts`, `${folder}/**/*.tsx`],
  // Tests stand beside their files and may use the fixtures of `test`.
  excludeFiles: ['**/*.test.ts', '**/*.test.tsx'],
  rules: { 'no-restricted-imports': ['error', { patterns: patternsOf(folder, allowed) }] },
}));

function patternsOf(folder: string, allowed: readonly string[]): { regex: string; message: string }[] {
  const kept = everywhere.filter(
    (other) =>
      !isWithin(other, folder) &&
      !allowed.some((open) => isWithin(other, open)) &&
      !reaches(other, [folder, ...allowed]),
  );
  const aliases = {
    regex: `^#(${kept.join('|')})/`,
    message: `${folder} may import only from: ${allowed.join(', ') || 'nothing'}`,
  };
  const relative = {
    regex: `^(\\.\\./)+(${kept.map((other) => other.split('/').at(-1)).join('|')})/`,
    message: 'go through the alias, and only where the walls allow it',
  };
  return [aliases, relative, ...pureOnly(folder), ...featureOnly(folder)];
}

/** `shared/` has no I/O, no clock of its own and no randomness. */
function pureOnly(folder: string): { regex: string; message: string }[] {
  if (!folder.startsWith('shared/') || folder === 'shared/schema') return [];
  return [{ regex: '^(node:|pg$|better-sqlite3$|fastify|ws$|react|electron)', message: 'shared/ has no I/O' }];
}

/** Screens never import each other. */
function featureOnly(folder: string): { regex: string; message: string }[] {
  return folder === 'renderer/features'
    ? [{ regex: '^#renderer/features/', message: 'screens never import each other; what two need is in ui or state' }]
    : [];
}

function isWithin(folder: string, wall: string): boolean {
  return folder === wall || folder.startsWith(`${wall}/`);
}

/** A top folder is open as a name where something below it is allowed. */
function reaches(folder: string, open: readonly string[]): boolean {
  return open.some((allowed) => allowed.startsWith(`${folder}/`));
}
