import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServices } from '#main/services/services.ts';
import { deskArguments } from './desk-arguments.ts';
import { enrolmentOf } from './enrolment-of.ts';
import { type Port, portWire } from './port-wire.ts';

/* The desktop program's services, in Electron's utility process: the same as in the browser host, joined by MessagePorts. */

/** The part of `process.parentPort` that is used: see Electron's ParentPort. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: unknown; readonly ports: readonly Port[] }) => void): void;
  postMessage(message: unknown): void;
}

// Electron puts it there in a utility process, and this file runs nowhere else.
const parent = Reflect.get(process, 'parentPort') as ParentPort;

const given = deskArguments(process.argv.slice(2));
if (given.dataFolder === undefined) throw new Error('the services were started without --data');

// Packed, the replica's migrations lie in the archive; while developing, in the source tree. Both are two folders up.
const packed = join(import.meta.dirname, '../../shared/schema/migrations/sqlite');
const starting = startServices({
  dataFolder: given.dataFolder,
  blackBox: given.blackBox,
  enrolment: enrolmentOf(given),
  server: given.server,
  ...(existsSync(packed) ? { migrations: packed } : {}),
});

parent.on('message', ({ data, ports }) => {
  const [port] = ports;
  if (data === 'join' && port !== undefined) {
    // The port keeps what the window sends until the services are there to listen.
    void starting.then((services) => services.join(portWire(port)));
  }
  if (data === 'stop') {
    void starting
      .then((services) => services.stop())
      .catch(() => undefined)
      .finally(() => process.exit(0));
  }
});

starting.then(
  () => markEnrolled(given.dataFolder ?? ''),
  (error: unknown) => parent.postMessage({ fatal: error instanceof Error ? error.message : String(error) }),
);

/** Tells the launcher that this folder needs no code any more. The browser host's own note, with its port, stays. */
function markEnrolled(folder: string): void {
  const note = join(folder, 'desk.json');
  if (!existsSync(note)) writeFileSync(note, '{}');
}
