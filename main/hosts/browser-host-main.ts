import { join, resolve } from 'node:path';
import { startServices } from '#main/services/services.ts';
import { startBrowserHost } from './browser-host.ts';
import { deskArguments } from './desk-arguments.ts';
import { enrolmentOf } from './enrolment-of.ts';

/*
 * A desk in plain Node for any browser on this machine:
 * `node main/hosts/browser-host-main.ts --data FOLDER [--black-box FOLDER] [--port N] [--server URL --code CODE] [--name NAME]`.
 * Started by another process it tells its address by message, else it prints it. It ends cleanly on SIGTERM and SIGINT.
 */

const root = resolve(import.meta.dirname, '../..');

async function run(): Promise<void> {
  const given = deskArguments(process.argv.slice(2));
  if (given.dataFolder === undefined) throw new Error('--data FOLDER says where this desk keeps its data');
  const services = await startServices({
    dataFolder: given.dataFolder,
    blackBox: given.blackBox,
    enrolment: enrolmentOf(given),
    server: given.server,
  });
  const host = await startBrowserHost({
    join: services.join,
    rendererFolder: join(root, 'build/renderer'),
    doorFile: join(given.dataFolder, 'door.json'),
    port: given.port ?? 0,
    address: process.env['CAIRN_ADDRESS'] ?? '127.0.0.1',
    names: (process.env['CAIRN_NAMES'] ?? '').split(',').filter(Boolean),
  }).catch((error: unknown) => {
    services.stop();
    throw error;
  });

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void host
      .stop()
      .then(() => services.stop())
      .then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('message', (message) => {
    if (message === 'link') tell({ link: host.link() });
  });
  tell({ ready: true, port: host.port, link: host.link() });
}

function tell(message: Readonly<Record<string, unknown>>): void {
  if (process.send) process.send(message);
  else if (typeof message['link'] === 'string') process.stdout.write(`${message['link']}\n`);
}

run().catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = error instanceof Error ? error.message : String(error);
  if (process.send) process.send({ failed: why, code }, () => process.exit(1));
  else {
    process.stderr.write(`${why}\n`);
    process.exit(1);
  }
});
