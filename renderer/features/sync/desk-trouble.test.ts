import { expect, test } from 'vitest';
import type { SyncView } from '#shared/rpc/sync-views.ts';
import { troublesOf, waitingOf } from './desk-trouble.ts';

const calm: SyncView = {
  line: { state: 'online', since: '2026-11-20T05:00:00.000Z', pending: 0, toSend: 0, refused: 0 },
  server: 'http://127.0.0.1:4600',
  desk: 'A',
  epoch: 1,
  freshAt: '2026-11-20T05:00:00.000Z',
  clockOffsetMs: 400,
  replicaBytes: 1,
  standing: 'active',
  secondCopy: { state: 'kept', folder: '/box', records: 3, bytes: 900, missing: 0, since: null, message: null },
  rebuild: null,
  putAside: [],
  lastError: null,
  nextAttemptAt: null,
  firstSync: { rows: 10, complete: true },
  pending: [],
};

test('a desk that works has nothing to say', () => {
  expect(troublesOf(calm)).toEqual([]);
  expect(troublesOf({ ...calm, secondCopy: { ...calm.secondCopy, state: 'none', folder: null } })).toEqual([]);
});

test('[S14] a clock off by more than two minutes is shown, to either side', () => {
  expect(troublesOf({ ...calm, clockOffsetMs: 120_000 })).toEqual([]);
  expect(troublesOf({ ...calm, clockOffsetMs: 120_001 })).toEqual(['clock']);
  expect(troublesOf({ ...calm, clockOffsetMs: -120_001 })).toEqual(['clock']);
});

test('[S7] [S12] [S16] [S18] [S22] what the server says of this desk stays in sight, also while the line is away', () => {
  for (const [standing, trouble] of [
    ['branch', 'forked'],
    ['closed', 'closed'],
    ['revoked', 'revoked'],
    ['tooOld', 'tooOld'],
  ] as const)
    expect(troublesOf({ ...calm, standing, line: { ...calm.line, state: 'switchedOff' } })).toEqual([trouble]);
  const failed = { ...calm.secondCopy, state: 'failed', missing: 2 } as const;
  expect(troublesOf({ ...calm, secondCopy: failed, line: { ...calm.line, state: 'signInExpired' } })).toEqual([
    'signInExpired',
    'secondCopy',
  ]);
});

test('[S12] [S16] [S18] a desk that sends nothing knows it from its line alone', () => {
  for (const state of ['closed', 'revoked', 'tooOld'] as const)
    expect(troublesOf({ ...calm, line: { ...calm.line, state } })).toEqual([state]);
});

test('[S12] facts and sales are counted apart, and what is deposited apart from what waits', () => {
  const one = { seq: 1, command: 'takeCash', at: '', sent: false, likelyRefused: false, concerns: {} };
  const pending = [
    { ...one, kind: 'fact', sent: true },
    { ...one, kind: 'request' },
    { ...one, kind: 'fact' },
  ] as const;
  expect(waitingOf({ pending: [...pending] })).toEqual({
    facts: { sent: 1, waits: 1 },
    sales: { sent: 0, waits: 1 },
  });
});
