import { readFileSync } from 'node:fs';
import { type Server, createServer } from 'node:net';

/** Ports held by this process, so that no other one is given them; they are let go when it ends. */
const held: Server[] = [];

/**
 * A port on 127.0.0.1 that nobody listens on and that stays this process's to give away until it ends, also while what
 * listens there is killed and begun again. It lies outside the range from which the system takes ports for outgoing
 * connections, and it is held at 127.0.0.2, where no test listens: another test's process that asks meanwhile gets
 * another one. (Where there is no such address, as on macOS, it is only free now.)
 */
export async function freePort(): Promise<number> {
  const range = portsToGive();
  for (let tries = 0; tries < 1000; tries++) {
    const port = range.first + Math.floor(Math.random() * range.count);
    const holder = await listener(port, '127.0.0.2');
    if (holder === 'taken') continue;
    const probe = await listener(port, '127.0.0.1');
    if (typeof probe === 'string') {
      if (typeof holder !== 'string') holder.close();
      continue;
    }
    await new Promise<void>((resolve) => probe.close(() => resolve()));
    if (typeof holder !== 'string') held.push(holder.unref());
    return port;
  }
  throw new Error('no port is free');
}

async function listener(port: number, address: string): Promise<Server | 'taken' | 'no such address'> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve('taken');
      else if (error.code === 'EADDRNOTAVAIL') resolve('no such address');
      else reject(error);
    });
    server.listen(port, address, () => resolve(server));
  });
}

/** Below what the system gives to outgoing connections, above what browsers will not open. */
function portsToGive(): { readonly first: number; readonly count: number } {
  const usual = 32_768;
  const told = process.platform === 'linux' ? Number(readFileSync(RANGE, 'utf8').split(/\s+/)[0]) : usual;
  const end = told > 22_000 ? told : usual;
  return { first: 20_000, count: Math.min(end, usual) - 20_000 };
}

const RANGE = '/proc/sys/net/ipv4/ip_local_port_range';
