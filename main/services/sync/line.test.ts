import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommand } from '#main/store/run-command.ts';
import type { LineView } from '#shared/rpc/sync-views.ts';
import type { Standing } from '#shared/sync/envelope.ts';
import { type ADesk, aDesk, eventIn } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { receptionist } from '#test/support/paper-lodge.ts';
import { patience } from '#test/support/patience.ts';
import { type Line, lineOf, troubleOf } from './line.ts';
import { startPush } from './push-loop.ts';
import { type World, realWorld } from './world.ts';

let desk: ADesk;
let line: Line;
let told: LineView['state'][];
beforeEach(() => {
  desk = aDesk(aLodge().lodge);
  told = [];
  line = lineOf(desk.store, ({ state }) => told.push(state));
});
afterEach(() => desk.close());

const unreachable = { kind: 'unreachable', message: 'fetch failed' } as const;

test('[S13] the line returns once each time that it went, on whichever channel is heard first', () => {
  expect(line.reached('push')).toBe(true);
  expect(line.reached('feed')).toBe(true);
  expect(line.reached('push')).toBe(false);
  line.troubled('feed', unreachable);
  // The answer to a write tells that the line is back; the next ones hurry the feed no more.
  expect(line.reached('push')).toBe(true);
  line.troubled('feed', unreachable);
  expect([line.reached('push'), line.reached('push')]).toEqual([false, false]);
  expect(line.reached('feed')).toBe(true);
});

test('[S12] [S16] [S18] [S22] the line says what the desk is to the server, also after a restart, and in a new epoch no more', () => {
  line.reached('feed');
  const states = (['branch', 'closed', 'revoked', 'tooOld', 'active'] as const satisfies readonly Standing[]).map(
    (standing) => {
      line.stands(standing);
      return line.view().state;
    },
  );
  expect(states).toEqual(['forked', 'closed', 'revoked', 'tooOld', 'online']);
  line.stands('branch');
  expect(lineOf(desk.store, () => {}).view().state).toBe('forked');
  desk.store.meta.set('identity', { ...desk.self, epoch: 2 });
  expect(line.view().state).toBe('forked');
  expect(lineOf(desk.store, () => {}).view().state).toBe('connecting');
});

test('[S18] a feed that this desk is too old for says so; what is sent goes on', () => {
  line.reached('push');
  line.troubled('feed', troubleOf(426, '{"error":"too-old"}'));
  expect(line.view().state).toBe('tooOld');
  expect(told).toEqual(['tooOld']);
});

test('[S12] [S16] a feed that is refused says whether the desk was revoked or set up anew elsewhere', () => {
  line.troubled('feed', troubleOf(403, '{"error":"revoked","message":"This desk may no longer read."}'));
  line.troubled('feed', troubleOf(403, '{"error":"closed","message":"This desk has been set up anew."}'));
  expect(told).toEqual(['revoked', 'closed']);
});

test('[S12] a sign-in that has expired keeps everything, and each failed attempt waits longer than the one before', async () => {
  const { store, self } = desk;
  const waits: number[] = [];
  const due: (() => void)[] = [];
  const world: World = {
    ...realWorld,
    random: () => 1,
    fetch: async () => new Response('{"error":"unauthorized"}', { status: 401 }),
    setTimer(ms, work) {
      // Its patience with an answer is another matter.
      if (ms === 30_000) return () => {};
      waits.push(ms);
      due.push(work);
      return () => {};
    },
  };
  const person = { name: 'Waits', country: '', phone: '', email: '', vip: false, note: '' };
  eventIn(runCommand(store, 'addGuest', person, receptionist), 'GuestAdded');
  const push = startPush(store, self, line, { onReturned: () => {} }, world);
  push.wake();
  for (let attempt = 1; attempt <= 3; attempt++) {
    await vi.waitFor(() => expect(waits).toHaveLength(attempt), patience);
    // Writes neither speed the next attempt nor plan another [S13].
    push.wake();
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    expect(waits).toHaveLength(attempt);
    due.at(-1)?.();
  }
  await vi.waitFor(() => expect(waits).toEqual([500, 1000, 2000, 4000]), patience);
  expect(line.view()).toMatchObject({ state: 'signInExpired', pending: 1 });
  push.stop();
});

test('[S13] the line returns while an attempt hangs: when that fails, the next does not wait', async () => {
  const { store, self } = desk;
  const answers: PromiseWithResolvers<Response>[] = [];
  const world: World = {
    ...realWorld,
    fetch() {
      const answer = Promise.withResolvers<Response>();
      answers.push(answer);
      return answer.promise;
    },
    setTimer: () => () => {},
  };
  const push = startPush(store, self, line, { onReturned: () => {} }, world);
  push.now();
  await vi.waitFor(() => expect(answers).toHaveLength(1), patience);
  push.now();
  answers[0]?.reject(new TypeError('fetch failed'));
  await vi.waitFor(() => expect(answers).toHaveLength(2), patience);
  // And that one waits again.
  answers[1]?.reject(new TypeError('fetch failed'));
  await vi.waitFor(() => expect(push.nextAttemptAt).toBeDefined(), patience);
  expect(answers).toHaveLength(2);
  push.stop();
});
