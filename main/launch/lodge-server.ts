import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type Child, startChild } from './child.ts';
import { root, serverFolder } from './paths.ts';

/** What the server tells those on its own machine, in `server.json` beside its data. */
const serverFile = z.object({
  url: z.string(),
  adminToken: z.string(),
  databaseUrl: z.string(),
  pid: z.number().int().nullable(),
});
export type ServerFile = z.infer<typeof serverFile>;

/** Why something could not be started, in words for the person. */
export class CannotLaunch extends Error {}

export interface LodgeServer {
  readonly child: Child;
  /** Where it will serve, known before it does; undefined where it takes any free port. */
  readonly url: string | undefined;
  /** Settles when it serves; rejects with {@link CannotLaunch} when it ends before. */
  readonly serving: Promise<ServerFile>;
  /** Ends it in order: never while it is still starting, since half a start leaves a database behind. */
  stop(): Promise<void>;
}

const ASK_EVERY_MS = 40;
const STARTS_WITHIN_MS = 180_000;
const STOPS_WITHIN_MS = 30_000;

const USUAL_PORT = 4600;

/** The sync-server with its own Postgres, as a process of ours: on the port it had before, or its usual one, or any that is free. */
export async function startLodgeServer(): Promise<LodgeServer> {
  const before = Number(URL.parse(readServerFile()?.url ?? '')?.port ?? 0);
  const wanted = Number(process.env['CAIRN_SERVER_PORT'] ?? 0) || before || USUAL_PORT;
  const port = (await isFree(wanted)) ? wanted : 0;
  const child = startChild({
    args: [join(root, 'sync-server/server.ts')],
    logFile: join(serverFolder, '..', 'server.log'),
    env: { CAIRN_DATA: serverFolder, PORT: String(port) },
  });
  const serving = waitFor(child);
  serving.catch(() => undefined);
  return {
    child,
    url: port === 0 ? undefined : `http://127.0.0.1:${port}`,
    serving,
    async stop() {
      await Promise.race([serving.catch(() => undefined), child.ended]);
      await child.stop(STOPS_WITHIN_MS);
    },
  };
}

/** What the server's file says, where it is there. */
export function readServerFile(): ServerFile | undefined {
  const file = join(serverFolder, 'server.json');
  if (!existsSync(file)) return undefined;
  try {
    const parsed = serverFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a server answers there. */
export async function isServing(url: string): Promise<boolean> {
  const answer = await fetch(new URL('/health', url), { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok === true;
}

/** Whether nobody listens on this port of the loopback. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

async function waitFor(child: Child): Promise<ServerFile> {
  let ended: string | undefined;
  void child.ended.then((how) => (ended = how));
  const until = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < until) {
    const file = readServerFile();
    // A file of an earlier life names another process.
    if (file !== undefined && file.pid === child.process.pid) return file;
    if (ended !== undefined)
      throw new CannotLaunch(`The server ended while starting (${ended}):\n${child.lastWords()}`);
    await pause(ASK_EVERY_MS);
  }
  throw new CannotLaunch(`The server did not come up within ${STARTS_WITHIN_MS / 1000} seconds:\n${child.lastWords()}`);
}
