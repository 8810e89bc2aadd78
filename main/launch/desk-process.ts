import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Child, startChild } from './child.ts';
import { CannotLaunch } from './lodge-server.ts';
import { root } from './paths.ts';

/** What a desk is started with. */
export interface DeskOrder {
  readonly folder: string;
  readonly name: string;
  /** Where the server is, and at its first start the code to enrol with. */
  readonly server: string | undefined;
  readonly code: string | undefined;
  /** The port that was asked for; else the one it had before, else its usual one, else any that is free. */
  readonly port: number | undefined;
  readonly usualPort: number;
  /** Where its second copy lies, for another disk. */
  readonly blackBox?: string | undefined;
}

/** A desk's services with the browser host, as a process of ours. */
export interface RunningDesk {
  readonly child: Child;
  readonly link: string;
  /** A fresh one-time address. */
  newLink(): Promise<string>;
}

const told = z.object({
  ready: z.literal(true).optional(),
  port: z.number().optional(),
  link: z.string().optional(),
  failed: z.string().optional(),
  code: z.string().optional(),
});
type Told = z.infer<typeof told>;
const memory = z.object({ port: z.number().int().optional() });

const STARTS_WITHIN_MS = 60_000;

/** Whether this folder holds a desk that has been enrolled. */
export function isEnrolled(folder: string): boolean {
  return existsSync(join(folder, 'desk.json'));
}

/** Starts a desk. Rejects with {@link CannotLaunch}, in words, where its port is taken or its data is in use. */
export async function startDesk(order: DeskOrder): Promise<RunningDesk> {
  mkdirSync(order.folder, { recursive: true });
  const port = order.port ?? portOf(order.folder) ?? order.usualPort;
  try {
    return await startOn(order, port);
  } catch (error) {
    // Its port is somebody else's by now, and nobody asked for that very one.
    if (error instanceof PortTaken && order.port === undefined) return startOn(order, 0);
    throw error;
  }
}

class PortTaken extends CannotLaunch {}

async function startOn(order: DeskOrder, port: number): Promise<RunningDesk> {
  const { folder } = order;
  const child = startChild({
    args: [join(root, 'main/hosts/browser-host-main.ts'), ...deskFlags(order), `--port=${port}`],
    logFile: join(folder, 'desk.log'),
  });
  const answer = await hear(child, (message) => message.ready === true || message.failed !== undefined);
  if (answer?.failed !== undefined) {
    await child.ended;
    if (answer.code === 'EADDRINUSE')
      throw new PortTaken(`Port ${port} is taken by another program. Give another one with --port.`);
    throw new CannotLaunch(answer.failed);
  }
  if (answer?.link === undefined || answer.port === undefined)
    throw new CannotLaunch(`The desk ended while starting (${await child.ended}):\n${child.lastWords()}`);
  writeFileSync(join(folder, 'desk.json'), JSON.stringify({ port: answer.port }));
  return {
    child,
    link: answer.link,
    async newLink() {
      const waiting = hear(child, (message) => message.link !== undefined);
      child.process.send('link');
      return (await waiting)?.link ?? '';
    },
  };
}

/** The command line of a desk's host, in whichever program it runs. */
export function deskFlags({ folder, name, server, code, blackBox }: DeskOrder): string[] {
  return [
    `--data=${folder}`,
    `--name=${name}`,
    ...(blackBox === undefined ? [] : [`--black-box=${blackBox}`]),
    ...(server === undefined ? [] : [`--server=${server}`]),
    ...(code === undefined ? [] : [`--code=${code}`]),
  ];
}

/** The first message that is wanted; undefined when the child ends or stays silent. */
function hear(child: Child, wanted: (message: Told) => boolean): Promise<Told | undefined> {
  const { promise, resolve } = Promise.withResolvers<Told | undefined>();
  const listen = (message: unknown) => {
    const parsed = told.safeParse(message);
    if (parsed.success && wanted(parsed.data)) resolve(parsed.data);
  };
  const timer = setTimeout(resolve, STARTS_WITHIN_MS, undefined);
  child.process.on('message', listen);
  void child.ended.then(() => resolve(undefined));
  return promise.finally(() => {
    clearTimeout(timer);
    child.process.off('message', listen);
  });
}

function portOf(folder: string): number | undefined {
  try {
    return memory.parse(JSON.parse(readFileSync(join(folder, 'desk.json'), 'utf8'))).port;
  } catch {
    return undefined;
  }
}
