import { expect, test } from 'vitest';
import { addADeparture } from '#test/support/a-departure.ts';
import { aDepartureOf, sell } from '#test/support/a-sale.ts';
import { receptionist } from '#test/support/paper-lodge.ts';

test('[C4] a message to a whole departure waits in the outbox once for each booking with confirmed seats, and for nobody else', () => {
  const { lodge, departure } = aDepartureOf(10);
  const other = addADeparture(lodge, '2026-11-25', {}, departure.productId);
  sell(lodge, departure.id, 2, { name: 'Amélie' });
  sell(lodge, departure.id, 1, { name: 'Marcus' });
  sell(lodge, other.id, 1, { name: 'Elsewhere' });
  expect(
    lodge.run('writeToAll', { departureId: departure.id, kind: 'toAll', text: 'Bring rain gear' }, receptionist).ok,
  ).toBe(true);
  const notices = lodge.all('notice').filter(({ kind }) => kind === 'toAll');
  expect(notices).toHaveLength(2);
  expect(notices.every(({ status, body }) => status === 'queued' && body['text'] === 'Bring rain gear')).toBe(true);
  expect(new Set(notices.map(({ departureId }) => departureId))).toEqual(new Set([departure.id]));
});
