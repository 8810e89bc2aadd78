import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How Postgres is started: it refuses to run as root, so then it runs as somebody else. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
  /** The program and its arguments as they are really called. */
  command(program: string, args: readonly string[]): readonly [string, readonly string[]];
}

const asOneself: RunAs = { command: (program, args) => [program, args] };

/**
 * Who runs Postgres. As root: the user `postgres`, made if there is none, else `nobody`. Where such a user cannot pass through a
 * folder above `paths` (a home of mode 0700), it is lent the right to, by setpriv.
 */
export async function chooseRunAs(paths: readonly string[]): Promise<RunAs> {
  if (process.getuid?.() !== 0) return asOneself;
  const name = await chooseUser();
  const [uid, gid] = await Promise.all([idOf('-u', name), idOf('-g', name)]);
  const barred = (await Promise.all(paths.map((path) => isBarred(path)))).some(Boolean);
  if (!barred) return { ...asOneself, uid, gid };
  const lend = [
    '--reuid',
    String(uid),
    '--regid',
    String(gid),
    '--clear-groups',
    '--inh-caps',
    '+dac_override',
    '--ambient-caps',
    '+dac_override',
  ];
  return { uid: undefined, gid: undefined, command: (program, args) => ['setpriv', [...lend, program, ...args]] };
}

async function chooseUser(): Promise<string> {
  if (await exists('postgres')) return 'postgres';
  await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]).catch(() => undefined);
  return (await exists('postgres')) ? 'postgres' : 'nobody';
}

async function exists(user: string): Promise<boolean> {
  return run('id', [user]).then(
    () => true,
    () => false,
  );
}

async function idOf(flag: '-u' | '-g', user: string): Promise<number> {
  const { stdout } = await run('id', [flag, user]);
  return Number(stdout.trim());
}

/** Whether a folder above `path` lets no stranger pass. */
async function isBarred(path: string): Promise<boolean> {
  const above = dirname(path);
  if (above === path) return false;
  const { mode } = await stat(above).catch(() => ({ mode: 0o755 }));
  return (mode & 0o001) === 0 || isBarred(above);
}
