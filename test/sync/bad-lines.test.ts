import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { type AProperty, type LiveDesk, aProperty, done, until, walkIn } from './a-property.ts';
import { type LeakyProxy, leakyProxy } from './leaky-proxy.ts';
import { expectReplicasEqual } from './replicas.ts';

describe('a desk on a bad line', () => {
  let property: AProperty;
  let proxy: LeakyProxy;
  let good: LiveDesk;
  let bad: LiveDesk;

  beforeAll(async () => {
    property = await aProperty();
    proxy = await leakyProxy(property.server.url);
    good = await property.desk('Good');
    bad = await property.desk('Bad', proxy.url);
  });
  afterAll(async () => {
    await property.stop();
    await proxy.stop();
  });

  test('[S8] follows by one stream of events: what happens meanwhile comes without another question', async () => {
    const live = () => proxy.feedQueries.at(-1)?.get('live_sse') === 'true';
    await until(live);
    const asked = proxy.feedQueries.length;
    for (const name of ['First', 'Second', 'Third']) {
      const person = { name, country: '', phone: '', email: '', vip: false, note: '' };
      done(good.run('addGuest', person));
      await until(() => bad.all('guest').some((guest) => bad.store.seals.read(guest.name) === name));
    }
    expect(proxy.feedQueries).toHaveLength(asked);
  });

  test('[S9] a pending request that no longer passes is likely refused and without effect, a fact on it stays applied, until the server settles both', async () => {
    proxy.holdPushes = true;
    const mine = walkIn(bad, property.otherTypeId, null, 'Mine');
    done(bad.run('takeCash', { bookingId: mine.bookingId, amount: 1000, tendered: 1000 }));
    expect(bad.all('booking').some((booking) => booking.id === mine.bookingId)).toBe(true);
    const theirs = walkIn(good, property.otherTypeId, null, 'Theirs');
    await until(() => bad.all('booking').some((booking) => booking.id === theirs.bookingId));
    const pending = bad.sync.status().pending;
    expect(pending.map(({ command, likelyRefused }) => [command, likelyRefused])).toEqual([
      ['addGuest', false],
      ['bookStay', true],
      ['takeCash', false],
    ]);
    expect(bad.all('booking').some((booking) => booking.id === mine.bookingId)).toBe(false);
    expect(bad.all('receipt').map((receipt) => receipt.series)).toEqual(['B26']);
    expect(bad.all('exception')).toMatchObject([{ kind: 'money-without-booking' }]);
    proxy.holdPushes = false;
    bad.sync.tryNow();
    await bad.settled();
    expect(bad.all('refusal')).toMatchObject([{ command: 'bookStay', reason: 'sold-out' }]);
    await expectReplicasEqual(property, good, bad);
  });

  test('[S22] answers lost after the commit do no harm: the same envelopes are answered again, nothing happens twice', async () => {
    const before = bad.all('payment').length;
    proxy.loseAnswers = 3;
    const sale = walkIn(bad, property.roomTypeId, property.roomIds[0], 'Lost Answer', '2026-11-21');
    done(bad.run('takeCash', { bookingId: sale.bookingId, amount: sale.total, tendered: sale.total }));
    await until(() => proxy.lost > 0);
    proxy.loseAnswers = 0;
    bad.sync.tryNow();
    await bad.settled();
    expect(bad.all('payment')).toHaveLength(before + 1);
    expect(bad.all('booking').find((booking) => booking.id === sale.bookingId)?.paid).toBe(sale.total);
    await expectReplicasEqual(property, good, bad);
  });

  test('[S13] a failed push waits for its own time, and new commands do not hurry it', async () => {
    proxy.holdPushes = true;
    walkIn(bad, property.roomTypeId, null, 'Waits', '2026-11-20');
    await until(() => bad.sync.status().nextAttemptAt !== null);
    const due = bad.sync.status().nextAttemptAt;
    for (let more = 0; more < 5; more++) walkIn(bad, property.roomTypeId, null, `More ${more}`, '2026-11-20');
    expect(bad.sync.status().nextAttemptAt).toBe(due);
    expect(bad.sync.line()).toMatchObject({ state: 'offline', pending: 12 });
    proxy.holdPushes = false;
    await bad.settled();
    // The feed may bring the verdicts before the push has had its own answer.
    await until(() => bad.sync.line().state === 'online');
  });

  test('[S18] rows of an entity and a column that this desk does not know are kept aside, and the known ones arrive', async () => {
    const client = new pg.Client({ connectionString: property.server.databaseUrl });
    await client.connect();
    const { tenantId, propertyId } = property.place;
    const id = uuidv7();
    const insert = 'INSERT INTO feed (tenant_id, property_id, entity, id, row) VALUES ($1, $2, $3, $4, $5)';
    await client.query(insert, [tenantId, propertyId, 'rocket', id, { id, thrust: 7 }]);
    await until(() => good.store.db.prepare('SELECT count(*) FROM aside').pluck().get() === 1);
    expect(good.store.db.prepare('SELECT entity, row FROM aside').all()).toEqual([
      { entity: 'rocket', row: JSON.stringify({ id, thrust: 7 }) },
    ]);
    await client.query('DELETE FROM feed WHERE entity = $1', ['rocket']);
    await until(() => good.store.db.prepare('SELECT count(*) FROM aside').pluck().get() === 0);
    await client.end();
    await expectReplicasEqual(property, good, bad);
  });

  test('[S11] the server goes away under work and comes back with a new feed: base fetched anew, journal and numbers kept', async () => {
    const warned = vi.spyOn(console, 'warn');
    const stopping = property.stopServer();
    const receipts = good.all('receipt').length;
    const sale = walkIn(good, property.roomTypeId, null, 'While away', '2026-11-20');
    done(good.run('addGuest', { name: 'Later', country: '', phone: '', email: '', vip: false, note: '' }));
    await stopping;
    await until(() => good.sync.line().state === 'offline');
    const handle = good.store.meta.get('feed')?.handle;
    expect(good.all('booking').some((booking) => booking.id === sale.bookingId)).toBe(true);
    // What it kept of its shapes is lost to it.
    property.forgetShapes();
    await property.startServer();
    await good.settled();
    await until(() => good.sync.line().state === 'online');
    expect(good.store.meta.get('feed')?.handle).not.toBe(handle);
    // A server that is away is no proxy that ends event streams: nobody falls back to polling.
    await until(() => bad.sync.line().state === 'online' && proxy.feedQueries.at(-1)?.get('live_sse') === 'true');
    expect(warned).not.toHaveBeenCalled();
    expect(good.all('receipt')).toHaveLength(receipts);
    expect(good.all('booking').find((booking) => booking.id === sale.bookingId)?.status).toBe('CONFIRMED');
    await expectReplicasEqual(property, good, bad);
  });

  test('[S12] a sign-in that the server no longer knows pauses the queue and says so; nothing is dropped', async () => {
    const self = bad.store.identity();
    if (self === undefined) throw new Error('not enrolled');
    bad.sync.setLine(false);
    walkIn(bad, property.roomTypeId, null, 'Signed out', '2026-11-20');
    const client = new pg.Client({ connectionString: property.server.databaseUrl });
    await client.connect();
    const hidden = await client.query(`UPDATE desk_epoch SET token_hash = 'x' || token_hash WHERE desk_code = $1`, [
      self.desk,
    ]);
    expect(hidden.rowCount).toBe(1);
    bad.sync.setLine(true);
    await until(() => bad.sync.line().state === 'signInExpired');
    expect(bad.sync.line().pending).toBe(2);
    await client.query(`UPDATE desk_epoch SET token_hash = substr(token_hash, 2) WHERE desk_code = $1`, [self.desk]);
    await client.end();
    bad.sync.tryNow();
    await bad.settled();
    await until(() => bad.sync.line().state === 'online');
  });
});
