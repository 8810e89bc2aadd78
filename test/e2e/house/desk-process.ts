import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Child, startChild } from '#main/launch/child.ts';
import { root } from '#main/launch/paths.ts';
import { freePort } from '#test/support/free-port.ts';

/** A desk of a house: its services with the browser host, in a process that can be killed and begun again. */
export interface DeskProcess {
  /** Where its data lies. */
  readonly folder: string;
  /** A fresh one-time address. */
  link(): Promise<string>;
  /** Ends the services as a power cut would. */
  kill(): Promise<void>;
  /** Starts them again on the same data and port. */
  again(env?: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

export interface DeskEnrolment {
  readonly server: string;
  readonly code: string;
  /** Where the second copy lies; in the data folder where nothing is said. */
  readonly blackBox?: string | undefined;
}

const told = z.object({ link: z.string().optional(), failed: z.string().optional() });

export async function startDesk(folder: string, name: string, enrolment: DeskEnrolment): Promise<DeskProcess> {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const start = async (env: Readonly<Record<string, string>> = {}): Promise<Child> => {
    const child = startChild({
      args: [
        join(root, 'main/hosts/browser-host-main.ts'),
        `--data=${folder}`,
        `--name=Desk ${name}`,
        `--port=${port}`,
        `--server=${enrolment.server}`,
        `--code=${enrolment.code}`,
        ...(enrolment.blackBox === undefined ? [] : [`--black-box=${enrolment.blackBox}`]),
      ],
      env,
      logFile: join(folder, 'desk.log'),
    });
    await linkFrom(child);
    return child;
  };
  let running = await start();
  return {
    folder,
    async link() {
      const next = linkFrom(running);
      running.process.send('link');
      return next;
    },
    async kill() {
      running.process.kill('SIGKILL');
      await running.ended;
    },
    async again(env) {
      running = await start(env);
    },
    stop: () => running.stop(10_000),
  };
}

/** The address in the next message; throws in the desk's own words when it ends instead. */
async function linkFrom(child: Child): Promise<string> {
  const ended = child.ended.then((how) => {
    throw new Error(`the desk ended (${how}):\n${child.lastWords()}`);
  });
  const [message] = await Promise.race([once(child.process, 'message'), ended]);
  const { link, failed } = told.parse(message);
  if (link === undefined) throw new Error(failed ?? 'the desk told no address');
  return link;
}
