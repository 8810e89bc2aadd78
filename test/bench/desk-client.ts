import { WebSocket } from 'ws';
import { socketWire } from '#main/hosts/socket-wire.ts';
import { type Client, createClient } from '#shared/rpc/client.ts';
import { staff } from '#sync-server/demo/staff.ts';

/** Opens a window at a desk's one-time address without a browser: the cookie, the socket and the PIN, as a screen would. */
export async function windowAt(link: string): Promise<Client> {
  const { origin, host } = new URL(link);
  const answer = await fetch(link, { redirect: 'manual' });
  await answer.body?.cancel();
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const socket = new WebSocket(`ws://${host}/rpc`, { headers: { cookie, origin } });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  const client = createClient(socketWire(socket));
  const { users } = await client.call('session.get', {});
  const manager = users.find((user) => user.role === 'manager');
  const pin = staff.find((member) => member.role === 'manager')?.pin;
  if (manager === undefined || pin === undefined) throw new Error('nobody can sign in at this desk');
  const session = await client.call('session.signIn', { userId: manager.id, pin });
  if (session.user === null) throw new Error('the PIN was not taken');
  return client;
}
