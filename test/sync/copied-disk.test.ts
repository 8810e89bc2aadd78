import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '#main/store/open-store.ts';
import { type AProperty, type LiveDesk, aProperty, done, liveDesk, until, walkIn } from './a-property.ts';
import { expectReplicasEqual } from './replicas.ts';

let property: AProperty;
let original: LiveDesk;
let copy: LiveDesk;
beforeAll(async () => {
  property = await aProperty();
  original = await property.desk('Front');
});
afterAll(async () => {
  copy.stop();
  await property.stop();
});

test('[S10] [S22] a copied disk’s work is answered under its branch and settles there; both installations go on and stay equal', async () => {
  const first = walkIn(original, property.roomTypeId, null, 'Before the copy', '2026-11-21');
  await original.settled();
  const file = `${original.store.file}.copy`;
  original.store.db.exec(`VACUUM INTO '${file}'`);
  const store = openStore({ file });
  store.meta.set('lineOff', true);
  copy = liveDesk(store, property.receptionist);

  // The original goes further than the copy before that is heard of.
  const cash = (desk: LiveDesk, amount: number) =>
    done(desk.run('takeCash', { bookingId: first.bookingId, amount, tendered: amount }));
  for (const amount of [100, 200, 300, 400]) cash(original, amount);
  await original.settled();
  copy.sync.setLine(true);
  // The server has more of the epoch than was ever made here: that is told before anything is made [S16].
  await until(() => copy.sync.line().state === 'forked');
  for (const amount of [1000, 2000]) cash(copy, amount);
  await copy.settled();
  expect(
    copy
      .all('payment')
      .map((payment) => payment.amount)
      .toSorted((a, b) => a - b),
  ).toEqual([100, 200, 300, 400, 1000, 2000]);
  cash(original, 500);
  cash(copy, 3000);
  walkIn(copy, property.otherTypeId, null, 'Sold by the copy', '2026-11-21');
  await copy.settled();
  expect(copy.all('refusal').map((refusal) => refusal.command)).toEqual(['addGuest', 'bookStay']);
  expect(original.all('exception').map((exception) => exception.kind)).toContain('desk-forked');
  expect(original.all('exception').filter((exception) => exception.kind.startsWith('set-aside'))).toEqual([]);
  await expectReplicasEqual(property, original, copy);
  expect(copy.all('payment')).toHaveLength(8);
});
