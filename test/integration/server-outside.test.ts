import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '#sync-server/engine/execute-as-server.ts';
import { sellOutside } from '#sync-server/channels/sell-outside.ts';
import { aProduct, asTheProduct } from '#test/support/a-departure.ts';
import { holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { type ALodgeOnServer, type ServerGround, madeBy, serverGround } from './server-harness.ts';

let ground: ServerGround;
let lodge: ALodgeOnServer;
let clock = '2026-11-20T05:00:00.000Z';
let guestId = '';
let channelId = '';
let departureId = '';

const viator = {
  expectedVersion: null,
  code: 'VIATOR',
  name: 'Viator',
  source: 'ota',
  channelGroup: 'ota',
  holdMinutes: 60,
  collects: 'channel',
  commissionBasisPoints: 2_000,
  mayOverbook: true,
  cutoffMinutes: 0,
  position: 0,
  active: true,
};

beforeAll(async () => {
  ground = await serverGround();
  lodge = await ground.lodge({ rooms: 1, now: () => clock });
  const guest = { name: 'Jonas Weber', country: 'DE', phone: '', email: '', vip: false, note: '' };
  guestId = madeBy(await lodge.run('addGuest', guest), 'GuestAdded').guest.id;
  channelId = madeBy(await lodge.run('setChannel', viator), 'ChannelSet').channelId;
  const { product } = madeBy(await lodge.run('addProduct', { ...aProduct, overbookingLimit: 1 }), 'ProductAdded');
  const series = { every: 'date', on: ['2026-12-10'] };
  const draft = { ...asTheProduct, productId: product.id, series, capacity: 2 };
  departureId = madeBy(await lodge.run('addDepartures', draft), 'DeparturesAdded').departures[0]?.departure.id ?? '';
});
afterAll(async () => ground.end());

it('[C2] [I2] a late push: free, it is taken; within the limit taken and flagged; beyond, the reseller is refused and staff are told, once', async () => {
  expect((await push('V-1', 2)).ok).toBe(true);
  expect(madeBy(await push('V-2', 1), 'ItemsHeld').booking.fields.overbooked).toBe(true);
  expect(await told()).toEqual([]);
  for (let n = 0; n < 3; n++) expect(await push('V-3', 3)).toMatchObject({ ok: false, reason: 'sold-out' });
  expect(await told()).toMatchObject([
    {
      status: 'open',
      detail: { channel: 'Viator', externalRef: 'V-3', reason: 'sold-out', free: 0, units: 3 },
      concerns: { departureId, from: '2026-12-10' },
    },
  ]);
  await lodge.run('closeSale', { departureId, reason: 'snow' });
  expect(await push('V-4', 1)).toMatchObject({ ok: false, reason: 'not-on-sale' });
  expect((await told()).map(({ detail }) => detail['externalRef'])).toEqual(['V-3', 'V-4']);
  await lodge.run('openSale', { departureId, sale: 'open' });
});

it('[S31] what buyers without a desk found nothing left of is kept, once for all that come, and waits for nobody', async () => {
  // Pushes were refused before; nobody asked for so many.
  for (let n = 0; n < 3; n++) expect(await buy(4)).toMatchObject({ ok: false, reason: 'sold-out' });
  const kept = async () => (await lodge.all('refusal')).filter(({ detail }) => detail['units'] === 4);
  expect(await kept()).toMatchObject([{ status: 'dismissed', reason: 'sold-out', detail: { units: 4 } }]);
  clock = '2026-11-20T05:06:00.000Z';
  await buy(4);
  expect(await kept()).toMatchObject([{ detail: { units: 4 }, updatedAt: clock }]);
  expect((await told()).length).toBe(2);
});

const side = () => ({ pool: lodge.server.pool, now: () => clock });

function push(externalRef: string, adults: number) {
  const draft = holdDraft(guestId, [seatsItem(departureId, adults)], {
    source: 'ota',
    channelId,
    externalRef,
    overbook: true,
  });
  return sellOutside(side(), lodge.place, { name: 'holdItems', draft, actor: systemActor });
}

function buy(adults: number) {
  const draft = holdDraft(guestId, [seatsItem(departureId, adults)], { source: 'website' });
  return sellOutside(side(), lodge.place, { name: 'holdItems', draft, actor: systemActor });
}

/** What staff were told of pushes that were refused, in the order in which they came. */
async function told() {
  const opened = (await lodge.all('exception')).filter(({ kind }) => kind === 'push-refused');
  return opened.toSorted((a, b) => String(a.detail['externalRef']).localeCompare(String(b.detail['externalRef'])));
}
