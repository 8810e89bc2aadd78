import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';

/** The services in a process of their own, started again when they die. */
export interface ServicesProcess {
  /** Hands a window's end of its wire to the services. */
  join(port: MessagePortMain): void;
  /** Asks them to stop and waits until they have, at most `withinMs`. */
  stop(withinMs: number): Promise<void>;
}

const AGAIN_AFTER_MS = 1_000;

/** `args` are those of the host (electron-host.ts). `onFatal` is told why when they cannot work at all, and they are not tried again. */
export function runServices(file: string, args: readonly string[], onFatal: (why: string) => void): ServicesProcess {
  let stopping = false;
  let waiting: MessagePortMain[] = [];
  let child: UtilityProcess | undefined;

  function start(): void {
    const started = utilityProcess.fork(file, [...args], { serviceName: 'Cairn services', stdio: 'inherit' });
    started.on('spawn', () => {
      child = started;
      for (const port of waiting.splice(0)) started.postMessage('join', [port]);
    });
    started.on('message', (message: unknown) => {
      if (typeof message === 'object' && message !== null && 'fatal' in message) {
        stopping = true;
        onFatal(String(message.fatal));
      }
    });
    started.on('exit', () => {
      child = undefined;
      // The windows' wires have closed with it; they dial again by themselves.
      if (!stopping) setTimeout(start, AGAIN_AFTER_MS);
    });
  }

  start();
  return {
    join(port) {
      if (child === undefined) waiting = [...waiting, port];
      else child.postMessage('join', [port]);
    },
    stop(withinMs) {
      stopping = true;
      const running = child;
      if (running === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => running.kill(), withinMs);
        running.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        running.postMessage('stop');
      });
    },
  };
}
