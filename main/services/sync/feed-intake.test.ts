import { afterEach, expect, test, vi } from 'vitest';
import { runCommand } from '#main/store/run-command.ts';
import { aDesk, type ADesk, eventIn } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { receptionist } from '#test/support/paper-lodge.ts';
import { patience } from '#test/support/patience.ts';
import { feedIntake } from './feed-intake.ts';
import { realWorld } from './world.ts';

let desk: ADesk;
afterEach(() => desk.close());

const guest = (id: string, name: string) => ({ entity: 'guest', id, row: { id, name, version: 1 } });
const firstId = '019a9000-0001-7000-8000-000000000001';
const otherId = '019a9000-0001-7000-8000-000000000002';

test('[S8] a batch that ends within a transaction saves the position behind the last whole one, not that of before', async () => {
  desk = aDesk(aLodge().lodge);
  const { store, self } = desk;
  store.meta.set('feed', { handle: 'h', offset: '60_0' });
  const faults: unknown[] = [];
  const intake = feedIntake(
    store,
    self,
    () => {},
    (error) => faults.push(error),
  );
  const end = { upToDate: false, mustRefetch: false };
  intake.take(
    { changes: [guest(firstId, 'Whole')], rest: [guest(otherId, 'Half')], wholeUpTo: '70_1', ...end },
    { handle: 'h', offset: '90_1' },
  );
  await vi.waitFor(() => expect(desk.all('guest').map((row) => row.name)).toContain('Whole'), patience);
  expect(store.meta.get('feed')).toEqual({ handle: 'h', offset: '70_1' });
  expect(desk.all('guest').map((row) => row.name)).not.toContain('Half');

  intake.take(
    { changes: [guest(otherId, 'Half')], rest: [], wholeUpTo: '90_2', ...end },
    { handle: 'h', offset: '90_0' },
  );
  await vi.waitFor(() => expect(desk.all('guest').map((row) => row.name)).toContain('Half'), patience);
  expect(store.meta.get('feed')).toEqual({ handle: 'h', offset: '90_0' });
  expect(faults).toEqual([]);
  intake.stop();
});

test('[S14] a clock that is set back an hour does not hold the feed up', async () => {
  desk = aDesk(aLodge().lodge);
  const { store, self } = desk;
  const person = { name: 'Pending', country: '', phone: '', email: '', vip: false, note: '' };
  eventIn(runCommand(store, 'addGuest', person, receptionist), 'GuestAdded');
  const faults: unknown[] = [];
  const fault = (error: unknown) => void faults.push(error);
  store.meta.set('feed', { handle: 'h', offset: '1_0' });
  const intake = feedIntake(store, self, () => {}, fault);
  const whole = { rest: [], wholeUpTo: undefined, upToDate: true, mustRefetch: false };
  intake.take({ changes: [guest(firstId, 'Before')], ...whole }, { handle: 'h', offset: '2_0' });
  await vi.waitFor(() => expect(store.meta.get('feed')?.offset).toBe('2_0'), patience);
  const anHourAgo = Date.now() - 3_600_000;
  const setBack = vi.spyOn(Date, 'now').mockImplementation(() => anHourAgo);
  intake.take({ changes: [guest(otherId, 'After')], ...whole }, { handle: 'h', offset: '3_0' });
  const applied = Promise.withResolvers<void>();
  const unhear = store.onChange(() => applied.resolve());
  await applied.promise;
  unhear();
  setBack.mockRestore();
  expect(store.meta.get('feed')?.offset).toBe('3_0');
  expect(faults).toEqual([]);
  intake.stop();
});

test('[S8] [S11] what was not applied when the feed is lost is forgotten with its position: a restart must not take the old base for whole', () => {
  desk = aDesk(aLodge().lodge);
  const { store, self } = desk;
  store.meta.set('feed', { handle: 'old', offset: '1_0' });
  const timers = new Set<() => void>();
  const setTimer = (_ms: number, work: () => void) => {
    timers.add(work);
    return () => void timers.delete(work);
  };
  const fault = (error: unknown) => expect.fail(String(error));
  const intake = feedIntake(store, self, () => {}, fault, { ...realWorld, setTimer });
  const whole = { rest: [], wholeUpTo: undefined, upToDate: true, mustRefetch: false };
  intake.take({ changes: [guest(firstId, 'Before')], ...whole }, { handle: 'old', offset: '2_0' });
  intake.take({ changes: [], ...whole, mustRefetch: true }, undefined);
  for (const due of timers) due();
  expect(store.meta.get('feed')).toBeUndefined();
  intake.stop();
});
