import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProduct, asTheProduct } from '#test/support/a-departure.ts';
import { holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { type ALodgeOnServer, type ServerGround, madeBy, serverGround } from './server-harness.ts';

const ROUNDS = 1_000;
/** Seats that are wanted at the same moment. */
const AT_ONCE = 10;
/** Departures of one series. */
const SERIES = 250;

let ground: ServerGround;
let lodge: ALodgeOnServer;

beforeAll(async () => {
  ground = await serverGround();
  lodge = await ground.lodge({ rooms: 1 });
});

afterAll(() => ground.end());

/** Departures of one seat each, as many as rounds. */
async function departuresOf(rounds: number): Promise<string[]> {
  const ids: string[] = [];
  for (let series = 0; series * SERIES < rounds; series++) {
    const code = `P${series}`;
    const { product } = madeBy(await lodge.run('addProduct', { ...aProduct, code, capacity: 1 }), 'ProductAdded');
    const days = Array.from({ length: Math.min(SERIES, rounds - series * SERIES) }, (_, day) =>
      // So far apart that a refusal has no other days to offer: what is measured here is the race.
      new Date(Date.UTC(2027, 0, 1 + day * 40)).toISOString().slice(0, 10),
    );
    const draft = { ...asTheProduct, productId: product.id, series: { every: 'date', on: days } };
    const added = madeBy(await lodge.run('addDepartures', draft), 'DeparturesAdded');
    ids.push(...added.departures.map(({ departure }) => departure.id));
  }
  return ids;
}

test('[I2] [S21] the last seat, wanted by two desks and a website at once, a thousand times: one has it, two are refused, none is lost', async () => {
  const departures = await departuresOf(ROUNDS);
  const { guest } = madeBy(
    await lodge.run('addGuest', { name: 'Lena', country: 'DE', phone: '', email: '', vip: false, note: '' }),
    'GuestAdded',
  );
  const desks = [await ground.desk(lodge, 'Reception'), await ground.desk(lodge, 'Office')];
  const wish = (departureId: string) => holdDraft(guest.id, [seatsItem(departureId)]);
  // One desk sells each ten forwards, the other backwards: they meet in the middle, and the website is everywhere at once.
  const tens = Array.from({ length: ROUNDS / AT_ONCE }, (_, ten) =>
    departures.slice(ten * AT_ONCE, (ten + 1) * AT_ONCE),
  );
  const wins = { website: 0, desks: 0 };
  for (const ten of tens) {
    const orders = [ten, ten.toReversed()];
    const sold = desks.map((desk, at) => (orders[at] ?? []).map((id) => desk.run('holdItems', wish(id)).envelope));
    const [bought, ...pushed] = await Promise.all([
      Promise.all(ten.map((id) => lodge.run('holdItems', { ...wish(id), source: 'website' }))),
      ...desks.map((desk, at) => desk.push(sold[at] ?? [])),
    ]);
    for (const [at, departureId] of ten.entries()) {
      const web = bought[at];
      const applied = pushed.filter((answer, desk) => {
        const place = orders[desk]?.indexOf(departureId) ?? 0;
        return answer.verdicts[place]?.outcome === 'applied';
      }).length;
      expect(applied + (web?.ok === true ? 1 : 0), `seat of ${departureId}`).toBe(1);
      if (web?.ok === false) expect(web.reason).toBe('sold-out');
      wins.website += web?.ok === true ? 1 : 0;
      wins.desks += applied;
    }
  }
  expect(wins.website + wins.desks).toBe(ROUNDS);
  const slots = (await lodge.all('slot')).filter(({ kind }) => kind === 'seat');
  expect(slots.map(({ held, confirmed, forced }) => `${held} ${confirmed} ${forced}`)).toEqual(
    departures.map(() => '1 0 0'),
  );
  const held = (await lodge.all('heldUnits')).length;
  expect(held).toBe(ROUNDS);
}, 240_000);
