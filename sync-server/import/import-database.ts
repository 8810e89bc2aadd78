import { startEmbeddedPostgres } from '#sync-server/postgres/embedded.ts';
import { isAlive } from '#sync-server/postgres/postmaster.ts';
import { readServerFile, takeFolder } from '#sync-server/server-file.ts';
import { migrate } from '#sync-server/store/migrate.ts';
import { ImportFault } from './import-fault.ts';
import type { CommandOptions } from './command-options.ts';

/** A database to import into, and the server that serves it where one does. */
export interface ImportDatabase {
  readonly url: string;
  readonly server: { readonly url: string; readonly adminToken: string } | undefined;
  /** Ends what was started for the import. */
  close(): Promise<void>;
}

/** The database of `DATABASE_URL`, else that of the running server, else the embedded Postgres, started for the import only. */
export async function importDatabase({ databaseUrl, serverData }: CommandOptions): Promise<ImportDatabase> {
  const file = await readServerFile(serverData);
  const running = file !== undefined && file.pid !== null && isAlive(file.pid) ? file : undefined;
  if (databaseUrl !== undefined) {
    await migrate(databaseUrl);
    const server = running?.databaseUrl === databaseUrl ? running : undefined;
    return { url: databaseUrl, server, close: async () => {} };
  }
  if (running !== undefined) return { url: running.databaseUrl, server: running, close: async () => {} };
  const release = await takeFolder(serverData).catch((problem: unknown) => {
    throw new ImportFault('folder-in-use', problem instanceof Error ? problem.message : String(problem));
  });
  try {
    const postgres = await startEmbeddedPostgres(serverData);
    const close = async () => {
      await postgres.stop();
      await release();
    };
    try {
      await migrate(postgres.databaseUrl);
      return { url: postgres.databaseUrl, server: undefined, close };
    } catch (problem) {
      await postgres.stop();
      throw problem;
    }
  } catch (problem) {
    await release();
    throw problem;
  }
}
