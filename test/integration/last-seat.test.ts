import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProduct, asTheProduct } from '#test/support/a-departure.ts';
import { holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { systemActor } from '#sync-server/engine/execute-as-server.ts';
import { type ALodgeOnServer, type ARemoteDesk, type ServerGround, madeBy, serverGround } from './server-harness.ts';

const ROUNDS = 1_000;
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
      new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10),
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
  const sold = desks.map((desk) => departures.map((id) => desk.run('holdItems', wish(id)).envelope));
  const wins = { website: 0, desks: 0 };
  for (const [round, departureId] of departures.entries()) {
    const web = { name: 'holdItems', draft: { ...wish(departureId), source: 'website' }, actor: systemActor };
    const [bought, ...pushed] = await Promise.all([
      lodge.run(web.name, web.draft),
      ...desks.map((desk, at) => desk.push(sold[at]?.slice(round, round + 1) ?? [])),
    ]);
    const applied = pushed.map(outcomeOf).filter((outcome) => outcome === 'applied').length;
    expect(applied + (bought.ok ? 1 : 0), `round ${round}`).toBe(1);
    if (!bought.ok) expect(bought.reason).toBe('sold-out');
    wins.website += bought.ok ? 1 : 0;
    wins.desks += applied;
  }
  expect(wins.website + wins.desks).toBe(ROUNDS);
  const slots = (await lodge.all('slot')).filter(({ kind }) => kind === 'seat');
  expect(slots.map(({ held, confirmed, forced }) => `${held} ${confirmed} ${forced}`)).toEqual(
    departures.map(() => '1 0 0'),
  );
  const held = (await lodge.all('heldUnits')).length;
  expect(held).toBe(ROUNDS);
}, 240_000);

function outcomeOf(answer: Awaited<ReturnType<ARemoteDesk['push']>>): string {
  return answer.verdicts[0]?.outcome ?? '';
}
