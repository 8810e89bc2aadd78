import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { envelopeCounter } from '#main/store/counters.ts';
import { runCommand } from '#main/store/run-command.ts';
import { type PushBody, pushBody } from '#shared/sync/envelope.ts';
import { type ADesk, aDesk, eventIn } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { receptionist } from '#test/support/paper-lodge.ts';
import { lineOf } from './line.ts';
import { startPush } from './push-loop.ts';

let desk: ADesk;
let pushed: PushBody[];
let taken: (push: PushBody) => number;
const server = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8').on('data', (part: string) => (text += part));
  request.once('end', () => {
    const push = pushBody.parse(JSON.parse(text));
    pushed.push(push);
    response.end(JSON.stringify({ verdicts: [], taken: taken(push), serverNow: new Date().toISOString() }));
  });
});
beforeEach(async () => {
  pushed = [];
  desk = aDesk(aLodge().lodge);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  desk.close();
});

test('[S22] a copied disk sends its own work also under numbers that the server has of the original', async () => {
  const { store } = desk;
  const { port } = server.address() as AddressInfo; // it listens on a port
  const self = { ...desk.self, server: `http://127.0.0.1:${port}` };
  // The disk was copied when two envelopes were settled; the original is at the tenth.
  store.transaction(() => {
    store.counters.write(envelopeCounter(1), { value: 2, hash: 'a'.repeat(64) });
    store.meta.set('settled', 2);
  });
  taken = ({ envelopes }) => envelopes.at(-1)?.seq ?? 10;
  const answered = vi.fn<() => void>();
  const push = startPush(
    store,
    self,
    lineOf(store, () => {}),
    { onReturned: answered },
  );
  push.wake();
  await vi.waitFor(() => expect(answered).toHaveBeenCalledTimes(1));
  const person = { name: 'Of The Copy', country: '', phone: '', email: '', vip: false, note: '' };
  eventIn(runCommand(store, 'addGuest', person, receptionist), 'GuestAdded');
  push.wake();
  await vi.waitFor(() => expect(pushed.flatMap((body) => body.envelopes).map(({ seq }) => seq)).toEqual([3]));
  await vi.waitFor(() => expect(store.journal.find({ epoch: 1, seq: 3 })?.sent).toBe(true));
  push.stop();
});
