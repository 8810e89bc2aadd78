import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestPostgres } from '#test/support/postgres.ts';
import { type TheServer, theServer } from './the-server.ts';

/** What runs of seeds stand on: one real Postgres, and a folder in memory for the desks' disks where there is one. */
export interface Ground {
  readonly folder: string;
  /** A server over a database of its own. */
  server(): Promise<TheServer>;
  end(): Promise<void>;
}

export async function openGround(): Promise<Ground> {
  const postgres = await startTestPostgres();
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'cairn-simulation-'));
  const servers: TheServer[] = [];
  return {
    folder,
    async server() {
      const server = await theServer(await postgres.createDatabase(`simulation_${servers.length}`));
      servers.push(server);
      return server;
    },
    async end() {
      for (const server of servers) await server.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
