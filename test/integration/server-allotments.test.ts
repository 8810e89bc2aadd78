import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '#sync-server/engine/execute-as-server.ts';
import { sellOutside } from '#sync-server/channels/sell-outside.ts';
import { recall, topUp } from '#sync-server/jobs/allotments.ts';
import { aProduct, asTheProduct } from '#test/support/a-departure.ts';
import { holdDraft, seatsItem, stayItem } from '#test/support/a-sale.ts';
import { type ALodgeOnServer, type ARemoteDesk, type ServerGround, madeBy, serverGround } from './server-harness.ts';

const HEARD_MS = 3_600_000;
/** Whatever nobody has drawn on counts as not used. */
const atOnce = { heardMs: HEARD_MS, idleMs: -1 };

let ground: ServerGround;
let lodge: ALodgeOnServer;
let front: ARemoteDesk;
let bar: ARemoteDesk;
let clock = '2026-11-20T05:00:00.000Z';

beforeAll(async () => {
  ground = await serverGround();
});
afterAll(async () => ground.end());
beforeEach(async () => {
  clock = '2026-11-20T05:00:00.000Z';
  lodge = await ground.lodge({ rooms: 1, now: () => clock });
  [front, bar] = [await ground.desk(lodge), await ground.desk(lodge, 'Bar')];
  // Only the front desk keeps seats.
  await keeps(null, 0);
  await keeps(front.self.desk, 4);
  await front.push([]);
});

describe('what a desk keeps and does not use is asked back when others ask for it', () => {
  it('[S31] by the website: as many as the party that was turned away, and only while that is not long ago', async () => {
    const departureId = await aDeparture(6);
    await leased(4);
    expect((await buy(departureId, 2)).ok).toBe(true);
    expect(await recall(side(), lodge.place, atOnce)).toBe(0);
    expect(await buy(departureId, 3)).toMatchObject({ ok: false, reason: 'sold-out' });
    expect(await buy(departureId, 2)).toMatchObject({ ok: false, reason: 'sold-out' });
    expect(await recall(side(), lodge.place, { ...atOnce, idleMs: HEARD_MS })).toBe(0);
    expect(await recall(side(), lodge.place, atOnce)).toBe(3);
    expect(await askedBack()).toEqual([3]);
    // Nobody asks any more: it is the desk's again.
    clock = '2026-11-20T05:20:00.000Z';
    await front.push([]);
    await recall(side(), lodge.place, atOnce);
    expect(await askedBack()).toEqual([0]);
  });

  it('[S31] by another desk whose party was refused: for the whole party', async () => {
    const departureId = await aDeparture(6);
    await bar.pull();
    await leased(4);
    const guest = bar.run('addGuest', { name: 'Lena', country: 'DE', phone: '', email: '', vip: false, note: '' });
    const [added] = guest.events as unknown as { guest: { id: string } }[]; // the event of the command
    const sale = bar.run('holdItems', holdDraft(added?.guest.id ?? '', [seatsItem(departureId, 5)]));
    const { verdicts } = await bar.push([guest.envelope, sale.envelope]);
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['applied', 'refused']);
    expect(await recall(side(), lodge.place, atOnce)).toBe(3);
  });

  it('[S30] [S31] by another desk that finds the house’s quota used up by it; a website that finds its own quota used up is not helped', async () => {
    const departureId = await aDeparture(20, { manual: quota(5), website: quota(1) });
    await leased(4);
    expect(await buy(departureId, 2)).toMatchObject({ ok: false, reason: 'quota-reached' });
    expect(await recall(side(), lodge.place, atOnce)).toBe(0);
    expect(await buy(departureId, 3, 'phone')).toMatchObject({ ok: false, reason: 'quota-reached' });
    expect(await recall(side(), lodge.place, atOnce)).toBe(2);
    expect(await topUp(side(), lodge.place, atOnce)).toBe(0);
  });

  it('[S31] a night that others ask for is not given to a desk because the nights beside it are', async () => {
    lodge = await ground.lodge({ rooms: 2, now: () => clock });
    front = await ground.desk(lodge);
    await front.push([]);
    const [roomType] = await lodge.all('roomType');
    const night = (count: number) =>
      Array.from({ length: count }, () => stayItem(roomType?.id ?? '', '2026-11-21', '2026-11-22'));
    expect((await buyItems(night(1))).ok).toBe(true);
    expect(await buyItems(night(2))).toMatchObject({ ok: false, reason: 'sold-out' });
    const keeping = { seatUnits: 0, seatDays: 0, roomUnits: 1, roomDays: 3, keepLast: 0, active: true };
    const draft = { deskCode: front.self.desk, ...keeping, expectedVersion: 0 };
    madeBy(await lodge.run('setAllotmentPolicy', draft), 'AllotmentPolicySet');
    await topUp(side(), lodge.place, atOnce);
    const kept = (await lodge.all('lease')).filter(({ resourceId }) => resourceId === roomType?.id);
    expect(kept.map(({ date, units }) => [date, units]).toSorted()).toEqual([
      ['2026-11-20', 1],
      ['2026-11-22', 1],
    ]);
  });
});

const side = () => ({ pool: lodge.server.pool, now: () => clock });
const quota = (units: number) => ({ units, basisPoints: null, releasedAt: null });

async function keeps(deskCode: string | null, seatUnits: number): Promise<void> {
  const draft = { deskCode, seatUnits, seatDays: 7, roomUnits: 0, roomDays: 0, keepLast: 0, active: true };
  madeBy(await lodge.run('setAllotmentPolicy', { ...draft, expectedVersion: 0 }), 'AllotmentPolicySet');
}

async function leased(units: number): Promise<void> {
  expect(await topUp(side(), lodge.place, atOnce)).toBe(units);
}

async function aDeparture(capacity: number, quotas: object | null = null): Promise<string> {
  const { product } = madeBy(await lodge.run('addProduct', aProduct), 'ProductAdded');
  const series = { every: 'date', on: ['2026-11-23'] };
  const draft = { ...asTheProduct, productId: product.id, series, capacity, quotas };
  return madeBy(await lodge.run('addDepartures', draft), 'DeparturesAdded').departures[0]?.departure.id ?? '';
}

function buy(departureId: string, adults: number, source = 'website') {
  return buyItems([seatsItem(departureId, adults)], source);
}

async function buyItems(items: readonly object[], source = 'website') {
  const guest = { name: 'Jonas Weber', country: 'DE', phone: '', email: '', vip: false, note: '' };
  const { id } = madeBy(await lodge.run('addGuest', guest), 'GuestAdded').guest;
  const draft = holdDraft(id, items, { source });
  return sellOutside(side(), lodge.place, { name: 'holdItems', draft, actor: systemActor });
}

async function askedBack(): Promise<number[]> {
  return (await lodge.all('lease')).map(({ recalled }) => recalled);
}
