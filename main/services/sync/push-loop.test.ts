import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { envelopeCounter } from '#main/store/counters.ts';
import { runCommand } from '#main/store/run-command.ts';
import { type PushBody, pushBody } from '#shared/sync/envelope.ts';
import { type ADesk, aDesk, eventIn } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { receptionist } from '#test/support/paper-lodge.ts';
import { patience } from '#test/support/patience.ts';
import { lineOf } from './line.ts';
import { startPush } from './push-loop.ts';

let desk: ADesk;
let pushed: PushBody[];
let taken: (push: PushBody) => number;
let lengths: number[];
/** Whether the server finds a push too large. */
let isTooLarge: (push: PushBody) => boolean;
const server = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8').on('data', (part: string) => (text += part));
  request.once('end', () => {
    const push = pushBody.parse(JSON.parse(text));
    lengths.push(text.length);
    if (isTooLarge(push)) {
      response.writeHead(413).end('too large');
      return;
    }
    pushed.push(push);
    response.end(JSON.stringify({ verdicts: [], taken: taken(push), serverNow: new Date().toISOString() }));
  });
});
beforeEach(async () => {
  pushed = [];
  lengths = [];
  isTooLarge = () => false;
  taken = ({ envelopes, acknowledged }) => envelopes.at(-1)?.seq ?? acknowledged;
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
  await vi.waitFor(() => expect(answered).toHaveBeenCalledTimes(1), patience);
  const person = { name: 'Of The Copy', country: '', phone: '', email: '', vip: false, note: '' };
  eventIn(runCommand(store, 'addGuest', person, receptionist), 'GuestAdded');
  push.wake();
  await vi.waitFor(() => expect(pushed.flatMap((body) => body.envelopes).map(({ seq }) => seq)).toEqual([3]), patience);
  await vi.waitFor(() => expect(store.journal.find({ epoch: 1, seq: 3 })?.sent).toBe(true), patience);
  push.stop();
});

const name = { country: '', phone: '', email: '', vip: false, note: '' };

function addGuests(count: number): void {
  for (let nth = 1; nth <= count; nth++)
    eventIn(runCommand(desk.store, 'addGuest', { ...name, name: `Guest ${nth}` }, receptionist), 'GuestAdded');
}

function pushing() {
  const { port } = server.address() as AddressInfo; // it listens on a port
  const line = lineOf(desk.store, () => {});
  const self = { ...desk.self, server: `http://127.0.0.1:${port}` };
  return { line, push: startPush(desk.store, self, line, { onReturned: () => {} }) };
}

/** Generous, for a machine that is busy. */
const soon = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });

const seqsPushed = () => pushed.flatMap(({ envelopes }) => envelopes.map(({ seq }) => seq));

test('[S2] a push that the server finds too large is halved until it goes, in order and whole', async () => {
  addGuests(11);
  isTooLarge = ({ envelopes }) => envelopes.length > 3;
  const { line, push } = pushing();
  push.wake();
  await soon(() => expect(desk.store.journal.find({ epoch: 1, seq: 11 })?.sent).toBe(true));
  expect(seqsPushed()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(line.lastError).toBeNull();
  push.stop();
}, 30_000);

test('[S2] envelopes that are too long to go together are sent apart', async () => {
  addGuests(4);
  const pad = desk.store.db.prepare(
    `UPDATE journal SET envelope = json_set(envelope, '$.input.note', ?) WHERE seq IN (2, 3, 4)`,
  );
  pad.run('x'.repeat(5_000_000));
  const { push } = pushing();
  push.wake();
  await soon(() => expect(desk.store.journal.find({ epoch: 1, seq: 4 })?.sent).toBe(true));
  expect(seqsPushed()).toEqual([1, 2, 3, 4]);
  expect(Math.max(...lengths)).toBeLessThan(8 * 1024 * 1024);
  push.stop();
}, 30_000);

test('[S2] an envelope that alone is too large is named; what goes before it is sent, and it keeps its place', async () => {
  addGuests(4);
  isTooLarge = ({ envelopes }) => envelopes.some(({ seq }) => seq === 3);
  const { line, push } = pushing();
  push.wake();
  await soon(() => expect(line.lastError).toMatch(/^envelope 3 \(addGuest\) alone is larger than the server takes/));
  expect(seqsPushed()).toEqual([1, 2]);
  expect(push.nextAttemptAt).toBeDefined();
  isTooLarge = () => false;
  push.now();
  await soon(() => expect(seqsPushed()).toEqual([1, 2, 3, 4]));
  await soon(() => expect(line.lastError).toBeNull());
  push.stop();
}, 30_000);
