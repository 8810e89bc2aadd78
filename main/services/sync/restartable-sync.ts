import type { DeskSync } from './start-sync.ts';

/** The desk's exchange with the server, which begins again when the desk has another sign-in or epoch. */
export interface RestartableSync extends DeskSync {
  restart(): void;
}

export function restartableSync(start: () => DeskSync): RestartableSync {
  let running = start();
  return {
    setLine: (on) => running.setLine(on),
    tryNow: () => running.tryNow(),
    line: () => running.line(),
    status: () => running.status(),
    stop: () => running.stop(),
    restart() {
      running.stop();
      running = start();
    },
  };
}
