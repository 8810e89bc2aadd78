import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { desksFolder, serverFolder } from '#main/launch/paths.ts';
import { readServerFile } from '#main/launch/lodge-server.ts';

/** What is to be looked at: the folders of desks, and a server's database. */
export interface VerifyOptions {
  readonly folders: readonly string[];
  readonly server: string | undefined;
  readonly databaseUrl: string | undefined;
}

/** The exit codes of the verifying commands: all right, something is wrong, nothing can be said. */
export const exits = { right: 0, wrong: 1, unknown: 2 } as const;

/** `--data FOLDER`, `--server URL`, `--database URL` or DATABASE_URL; without any, every desk of this machine and its server. */
export function verifyOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): VerifyOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { data: text, server: text, database: text } });
  const named = values.database ?? (env['DATABASE_URL'] || undefined);
  const nothing = values.data === undefined && named === undefined;
  return {
    folders: values.data === undefined ? (nothing ? desksHere() : []) : [values.data],
    server: values.server,
    databaseUrl: named ?? (nothing && existsSync(serverFolder) ? readServerFile()?.databaseUrl : undefined),
  };
}

/** Each desk's folder on this machine. */
function desksHere(): string[] {
  if (!existsSync(desksFolder)) return [];
  return readdirSync(desksFolder)
    .map((name) => join(desksFolder, name))
    .filter((folder) => existsSync(join(folder, 'replica.db')));
}
