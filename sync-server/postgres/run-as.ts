import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
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
 * Who runs Postgres. As root: whoever `cluster` belongs to, if it is there, since Postgres takes no other's; else the user
 * `postgres`, made if there is none, else `nobody`. Where such a user cannot pass through a folder above `paths` (a home of
 * mode 0700), it is lent the right to, by setpriv.
 */
export async function chooseRunAs(paths: readonly string[], cluster?: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return asOneself;
  const { uid, gid } = (cluster === undefined ? undefined : await ownerOf(cluster)) ?? (await chooseUser());
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

/** Whose cluster this is; undefined where there is none, or root's. */
async function ownerOf(cluster: string): Promise<User | undefined> {
  const { uid, gid } = await stat(join(cluster, 'PG_VERSION')).catch(() => ({ uid: 0, gid: 0 }));
  return uid === 0 ? undefined : { uid, gid };
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Another start that makes the user at the same moment holds the list of users locked, or has made half of it: so it is asked again. */
async function chooseUser(): Promise<User> {
  for (let asked = 0; asked < 50; asked += 1) {
    if (await exists('postgres')) return userOf('postgres');
    const made = await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]).then(
      () => 0,
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined),
    );
    if (made !== 0 && made !== LIST_LOCKED && made !== NAME_TAKEN) break;
    await pause(100);
  }
  return userOf((await exists('postgres')) ? 'postgres' : 'nobody');
}

/** How useradd ends where somebody else changes the list of users, and where user or group are there already. */
const LIST_LOCKED = 1;
const NAME_TAKEN = 9;

async function exists(user: string): Promise<boolean> {
  return run('id', [user]).then(
    () => true,
    () => false,
  );
}

async function userOf(name: string): Promise<User> {
  const [uid, gid] = await Promise.all([idOf('-u', name), idOf('-g', name)]);
  return { uid, gid };
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
