import { expect } from '@playwright/test';
import { join } from 'node:path';
import { startChild } from '#main/launch/child.ts';
import { protocolVersion } from '#shared/sync/envelope.ts';
import { root } from '#main/launch/paths.ts';
import { type ServerFile, readServerFile } from '#sync-server/server-file.ts';
import { freePort } from '#test/support/free-port.ts';

/** A sync-server with its own Postgres, as a process that can be stopped in order, or killed, and begun again. */
export interface ServerProcess {
  readonly file: ServerFile;
  /** Ends the process as a power cut would: nothing is told to anybody. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port; `newer` as a release that no longer speaks with the desks of this one [S18]. */
  again(as?: 'newer'): Promise<void>;
  stop(): Promise<void>;
}

export async function startServer(dataFolder: string, logFile: string): Promise<ServerProcess> {
  const port = await freePort();
  const start = async (as?: 'newer') => {
    const child = startChild({
      args: [...(as === 'newer' ? ['--import', newerRelease] : []), join(root, 'sync-server/server.ts')],
      logFile,
      env: {
        CAIRN_DATA: dataFolder,
        PORT: String(port),
        LOG_LEVEL: 'warn',
        ...(as === 'newer' ? { CAIRN_OLDEST_PROTOCOL: nextProtocol } : {}),
      },
    });
    let ended: string | undefined;
    void child.ended.then((how) => (ended = how));
    await expect
      .poll(
        async () => {
          if (ended !== undefined) throw new Error(`the server ended (${ended}):\n${child.lastWords()}`);
          const file = await readServerFile(dataFolder);
          return file?.pid === child.process.pid && (await answers(file?.url ?? ''));
        },
        { message: 'the server serves', timeout: 240_000, intervals: [100] },
      )
      .toBe(true);
    const file = await readServerFile(dataFolder);
    if (file === undefined) throw new Error('the server has no file');
    return { child, file };
  };
  let running = await start();
  let isUp = true;
  return {
    file: running.file,
    async kill() {
      running.child.process.kill('SIGKILL');
      await running.child.ended;
      isUp = false;
    },
    async again(as) {
      running = await start(as);
      isUp = true;
    },
    async stop() {
      // A killed server leaves its database behind; the next start takes it over, and ends it in order.
      if (!isUp) running = await start();
      await running.child.stop(30_000);
    },
  };
}

/** The server of the release after this one. */
const newerRelease = new URL('./newer-release.ts', import.meta.url).href;
const nextProtocol = String(protocolVersion + 1);

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(new URL('/ready', url)).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok === true;
}
