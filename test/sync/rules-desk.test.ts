import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isCountersigned } from '#main/services/sync/countersigned.ts';
import { feedIntake } from '#main/services/sync/feed-intake.ts';
import { lineOf } from '#main/services/sync/line.ts';
import { startPush } from '#main/services/sync/push-loop.ts';
import { type World, realWorld } from '#main/services/sync/world.ts';
import { applyFeed } from '#main/store/apply-feed.ts';
import { envelopeCounter } from '#main/store/counters.ts';
import { rebaseJournal } from '#main/store/rebase-journal.ts';
import { runCommand } from '#main/store/run-command.ts';
import { endOfFeed, settleAcknowledged } from '#main/store/settle-acknowledged.ts';
import { countersignText, pushBody } from '#shared/sync/envelope.ts';
import { type ADesk, aDesk, eventIn } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { receptionist } from '#test/support/paper-lodge.ts';
import { patience } from '#test/support/patience.ts';

let desk: ADesk;
let lodge: ReturnType<typeof aLodge>;
beforeEach(() => {
  lodge = aLodge();
  desk = aDesk(lodge.lodge);
});
afterEach(() => desk.close());

const run = (name: string, draft: unknown) => runCommand(desk.store, name, draft, receptionist);
const person = { name: 'Hannah Brandt', country: 'DE', phone: '', email: '', vip: false, note: '' };

function aSale(roomId: string | null = null) {
  const { guest } = eventIn(run('addGuest', person), 'GuestAdded');
  const span = { from: '2026-11-20', to: '2026-11-22', adults: 2, children: 0, nightlyRate: null };
  const words = { source: 'walkIn', wishes: '', expectedAt: '', note: '' };
  const { roomTypeId } = lodge;
  return eventIn(run('bookStay', { guestId: guest.id, roomTypeId, roomId, ...span, ...words }), 'StayBooked');
}

test('[S5] counters lie outside before-images and never go back, however often everything runs again', () => {
  const { store, self } = desk;
  const { booking } = aSale();
  for (const amount of [100, 200])
    eventIn(run('takeCash', { bookingId: booking.id, amount, tendered: amount }), 'CashTaken');
  const counters = store.counters.all();
  store.transaction(() => rebaseJournal(store, self, [], 0, true));
  expect(store.counters.all()).toEqual(counters);
  const { receipt } = eventIn(run('takeCash', { bookingId: booking.id, amount: 300, tendered: 300 }), 'CashTaken');
  expect(receipt.number).toBe(3);
});

test('[S6] a fact whose guard fails is refused at the desk, and leaves nothing', () => {
  const { store } = desk;
  const [roomId = ''] = lodge.roomIds;
  const { stay } = aSale(roomId);
  eventIn(run('checkIn', { stayId: stay.id }), 'StayCheckedIn');
  const pending = store.journal.count();
  expect(run('checkOut', { stayId: stay.id })).toMatchObject({ ok: false, reason: 'balance-due' });
  expect(store.journal.count()).toBe(pending);
});

test('[S7] a signature that is not the server’s lets nothing of the second copy go', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const serverKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const self = { ...desk.self, serverKey };
  const of = { desk: self.desk, epoch: self.epoch, seq: 3, hash: 'a'.repeat(64) };
  const signed = (by: typeof privateKey) => sign(null, Buffer.from(countersignText(self, of)), by).toString('base64');
  expect(isCountersigned(self, { ...of, signature: signed(privateKey) })).toBe(true);
  expect(isCountersigned(self, { ...of, signature: signed(generateKeyPairSync('ed25519').privateKey) })).toBe(false);
  expect(isCountersigned(self, { ...of, seq: 4, signature: signed(privateKey) })).toBe(false);
  expect(isCountersigned({ ...self, serverKey: undefined }, { ...of, signature: signed(privateKey) })).toBe(false);
});

test('[S8] batches coalesce: while the last rebase is fresh, what arrives waits for one more, not for many', () => {
  const { store, self } = desk;
  aSale();
  const { world, timers } = aSlowWorld();
  store.meta.set('feed', { handle: 'h', offset: '1_0' });
  const intake = feedIntake(
    store,
    self,
    () => {},
    (error) => {
      throw error;
    },
    world,
  );
  const [property] = lodge.lodge.all('property');
  const bring = (name: string) => {
    const changes = [{ entity: 'property', id: self.propertyId, row: { ...property, name } }];
    const whole = { rest: [], wholeUpTo: undefined, upToDate: true, mustRefetch: false };
    intake.take({ changes, ...whole }, { handle: 'h', offset: '2_0' });
  };
  bring('First');
  timers[0]?.work();
  for (const name of ['Second', 'Third', 'Fourth']) bring(name);
  expect(timers).toHaveLength(2);
  expect(timers[1]?.ms).toBeGreaterThan(100);
  timers[1]?.work();
  expect(desk.all('property')[0]?.name).toBe('Fourth');
  intake.stop();
});

test('[S10] an answer settles nothing: that waits for the verdict row, with the rows it came to', async () => {
  const { store, self } = desk;
  aSale();
  const heard = Promise.withResolvers<void>();
  const world: World = {
    ...realWorld,
    fetch: async (_url, init) => {
      const { envelopes } = pushBody.parse(JSON.parse(String(init?.body)));
      const verdicts = envelopes.map(({ seq }) => ({ seq, outcome: 'applied', reason: '', detail: {} }));
      return Response.json({ verdicts, taken: envelopes.at(-1)?.seq ?? 0, serverNow: new Date().toISOString() });
    },
  };
  const line = lineOf(store, () => {});
  const push = startPush(store, self, line, { onReturned: () => {}, onAnswered: heard.resolve }, world);
  push.wake();
  await heard.promise;
  push.stop();
  expect(applyFeed(store, [], undefined, endOfFeed(store)).settled).toBe(0);
  expect(store.journal.pending().map(({ sent }) => sent)).toEqual([true, true]);
  expect(desk.all('stay')).toHaveLength(1);
});

test('[S12] a sign-in that the server does not know pauses the queue: it is told, and nothing is dropped or settled', async () => {
  const { store, self } = desk;
  aSale();
  const pending = store.journal.pending();
  const troubled = Promise.withResolvers<unknown>();
  const line = {
    ...lineOf(store, () => {}),
    troubled: (_channel: string, trouble: unknown) => troubled.resolve(trouble),
  };
  const fetch = async () => new Response('{"error":"unauthorized"}', { status: 401 });
  const push = startPush(store, self, line, { onReturned: () => {} }, { ...realWorld, fetch });
  push.wake();
  expect(await troubled.promise).toMatchObject({ kind: 'signIn', why: 'expired' });
  await new Promise((resolve) => setImmediate(resolve));
  push.stop();
  expect(store.journal.pending()).toEqual(pending);
});

test('[S16] what the server says was acknowledged settles without a verdict row, when the feed was read to its end', async () => {
  const { store, self } = desk;
  aSale();
  const heard = Promise.withResolvers<void>();
  const known = { outcome: 'applied', reason: '', detail: {}, acknowledged: true };
  const fetch = async () =>
    Response.json({
      verdicts: [1, 2].map((seq) => ({ seq, ...known })),
      taken: 2,
      serverNow: new Date().toISOString(),
    });
  const news = { onReturned: () => {}, onAnswered: heard.resolve };
  const push = startPush(
    store,
    self,
    lineOf(store, () => {}),
    news,
    { ...realWorld, fetch },
  );
  push.wake();
  await heard.promise;
  push.stop();
  expect(store.journal.count()).toBe(2);
  expect(applyFeed(store, [], undefined, endOfFeed(store)).settled).toBe(2);
  expect(store.journal.count()).toBe(0);
});

test('[S13] a new command does not hurry an attempt that failed, nor put it off', async () => {
  const { store, self } = desk;
  const { world: slow, timers } = aSlowWorld();
  let asked = 0;
  const world: World = {
    ...slow,
    async fetch() {
      asked++;
      throw new Error('no line');
    },
  };
  const failed = Promise.withResolvers<void>();
  const line = { ...lineOf(store, () => {}), troubled: () => failed.resolve() };
  aSale();
  const push = startPush(store, self, line, { onReturned: () => {} }, world);
  push.wake();
  await failed.promise;
  await vi.waitFor(() => expect(push.nextAttemptAt).toBeDefined(), patience);
  // The attempt has wholly ended: nothing that comes now is taken along by it.
  await new Promise((resolve) => setImmediate(resolve));
  const due = push.nextAttemptAt;
  for (let more = 0; more < 5; more++) {
    eventIn(run('addGuest', person), 'GuestAdded');
    push.wake();
  }
  // What a hurried attempt would do, it would have done by then.
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toBe(1);
  expect(push.nextAttemptAt).toBe(due);
  timers.at(-1)?.work();
  await vi.waitFor(() => expect(asked).toBe(2), patience);
  push.stop();
});

test('[S16] a desk of whose epoch the server has more than was made there learns it from the first answer, before it works', async () => {
  const { store } = desk;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const serverKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const self = { ...desk.self, serverKey };
  const made = store.counters.read(envelopeCounter(self.epoch)).value;
  const answered = async (seq: number) => {
    const of = { desk: self.desk, epoch: self.epoch, seq, hash: 'a'.repeat(64) };
    const signature = sign(null, Buffer.from(countersignText(self, of)), privateKey).toString('base64');
    const answer = { verdicts: [], taken: seq, serverNow: new Date().toISOString(), standing: 'active' };
    const heard = Promise.withResolvers<string>();
    const line = { ...lineOf(store, () => {}), stands: heard.resolve };
    const fetch = async () => Response.json({ ...answer, countersign: { seq, hash: of.hash, signature } });
    const push = startPush(store, self, line, { onReturned: () => {} }, { ...realWorld, fetch });
    push.wake();
    const standing = await heard.promise;
    push.stop();
    return standing;
  };
  expect(await answered(made + 2)).toBe('branch');
  aSale();
  expect(await answered(made + 2)).toBe('active');
  expect(await answered(made + 3)).toBe('branch');
});

test('[S10] a verdict row that came and went in one batch has settled its envelope', () => {
  const { store } = desk;
  aSale();
  const before = stayOf();
  const [guest, sale] = store.journal.envelopesAfter(1, 0, 2);
  const gone = (seq: number) => ({ entity: 'verdict', id: verdictId(seq), row: null });
  const rows = [...desk.rows()].map(([key, row]) => ({ entity: key.split('/')[0] ?? '', id: row.id, row: { ...row } }));
  const changes = [...rows, verdict(1, guest?.id ?? ''), verdict(2, sale?.id ?? ''), gone(1), gone(2)];
  expect(applyFeed(store, changes, undefined, undefined).settled).toBe(2);
  expect(store.journal.count()).toBe(0);
  expect(stayOf()).toEqual(before);
  expect(desk.all('verdict')).toEqual([]);
});

test('[S10] [S16] what an earlier life of the replica had acknowledged settles when the feed was read to its end, never before its rows are there', () => {
  const { store } = desk;
  aSale();
  const sold = stayOf();
  const rows = [...desk.rows()].map(([key, row]) => ({ entity: key.split('/')[0] ?? '', id: row.id, row: { ...row } }));
  const before = endOfFeed(store);
  // An older copy of the replica: its envelopes are pending, the server had answered and been told so.
  settleAcknowledged(store, { epoch: 1, seq: 2 });
  expect(store.journal.count()).toBe(2);
  expect(stayOf()).toEqual(sold);
  // The end of a feed that was read before this was said: the other of a copied disk may have been answered since.
  expect(applyFeed(store, [], undefined, before).settled).toBe(0);
  // The machine's clock was set back meanwhile [S14].
  vi.spyOn(store, 'machineNow').mockReturnValue(Date.parse('2001-01-01T00:00:00Z'));
  expect(applyFeed(store, rows, undefined, endOfFeed(store)).settled).toBe(2);
  expect(store.journal.count()).toBe(0);
  expect(stayOf()).toEqual(sold);
});

const stayOf = () => desk.all('stay').map(({ id, status }) => ({ id, status }));
const verdictId = (seq: number) => `019a9000-0042-7000-8000-${String(seq).padStart(12, '0')}`;

function verdict(seq: number, envelopeId: string) {
  const { desk: deskCode, epoch } = desk.self;
  const row = { id: verdictId(seq), deskCode, epoch, seq, envelopeId, command: 'x', outcome: 'applied', reason: '' };
  return { entity: 'verdict', id: row.id, row: { ...row, detail: {}, version: 1, writer: '' } };
}

/** A world whose timers wait until they are called, and in which everything takes 50 ms. */
function aSlowWorld() {
  const timers: { readonly ms: number; readonly work: () => void }[] = [];
  let now = 0;
  const world: World = {
    ...realWorld,
    elapsed: () => (now += 50),
    setTimer(ms, work) {
      timers.push({ ms, work });
      return () => {};
    },
  };
  return { world, timers };
}
