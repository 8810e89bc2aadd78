import { describe, expect, test } from 'vitest';
import { addADeparture, addAProduct, asTheProduct } from '#test/support/a-departure.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { type PaperLodge, eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

const weekly = { every: 'week', from: '2026-11-23', to: '2026-12-06', weekdays: [2, 7] };

describe('products and their departures', () => {
  test('[I8] a departure begins with what its product has, and with its seats', () => {
    const { lodge } = aLodge();
    const departure = addADeparture(lodge, '2026-11-24', { blocked: 2, guide: 'Pemba Sherpa' });
    expect(departure).toMatchObject({
      date: '2026-11-24',
      time: '07:00',
      zone: 'Asia/Kathmandu',
      startsAt: '2026-11-24T01:15:00.000Z',
      endsOn: '2026-11-27',
      decisionOn: '2026-11-21',
      guide: 'Pemba Sherpa',
      state: 'scheduled',
    });
    expect(lodge.one('slot', departure.slotId)).toMatchObject({
      kind: 'seat',
      resourceId: departure.id,
      total: 14,
      blocked: 2,
      held: 0,
      confirmed: 0,
    });
  });

  test('[I8] a series departs on its weekdays between two days, and leaves out what is there', () => {
    const { lodge } = aLodge();
    const productId = addAProduct(lodge);
    addADeparture(lodge, '2026-11-29', {}, productId);
    const { departures } = series(lodge, productId, weekly);
    expect(departures.map(({ departure }) => departure.fields.date)).toEqual([
      '2026-11-24',
      '2026-12-01',
      '2026-12-06',
    ]);
    expect(lodge.run('addDepartures', { ...asTheProduct, productId, series: weekly }, managerOnDuty)).toMatchObject({
      ok: false,
      reason: 'already-exists',
    });
  });

  test('[I8] every third day, also over the change of the clock: each at the lodge’s own seven', () => {
    const { lodge } = aLodge();
    const every = { every: 'days', from: '2026-11-23', to: '2026-12-01', days: 3 };
    const { departures } = series(lodge, addAProduct(lodge), every);
    expect(departures.map(({ departure }) => departure.fields.startsAt)).toEqual([
      '2026-11-23T01:15:00.000Z',
      '2026-11-26T01:15:00.000Z',
      '2026-11-29T01:15:00.000Z',
    ]);
    expect(new Set(departures.map(({ departure }) => departure.fields.seriesId)).size).toBe(1);
  });

  test('[I8] [S34] two desks that add the same departure have added one', () => {
    const { lodge: server } = aLodge();
    const productId = addAProduct(server);
    const answers = ['A', 'B'].map((code) => {
      const desk = server.copy(code);
      return { code, answer: desk.run('addDepartures', draftOf(productId, '2026-11-24'), managerOnDuty) };
    });
    const outcomes = answers.map(({ code, answer }) => {
      if (!answer.ok) throw new Error('refused at the desk');
      return [
        eventOf(answer, 'DeparturesAdded').departures[0]?.departure.id,
        server.receive(answer.recorded, code).outcome,
      ];
    });
    expect(outcomes[0]?.[0]).toBe(outcomes[1]?.[0]);
    expect(outcomes.map(([, outcome]) => outcome)).toEqual(['applied', 'refused']);
    expect(server.all('departure')).toHaveLength(1);
  });

  test('[I8] a product changes for departures to come; an idle one has no new ones', () => {
    const { lodge } = aLodge();
    const productId = addAProduct(lodge);
    const first = addADeparture(lodge, '2026-11-24', {}, productId);
    const product = lodge.one('product', productId);
    const change = { ...fieldsOf(product), productId, expectedVersion: product.version, capacity: 20, active: false };
    expect(lodge.run('changeProduct', change, managerOnDuty).ok).toBe(true);
    expect(lodge.one('slot', first.slotId).total).toBe(14);
    expect(lodge.run('addDepartures', draftOf(productId, '2026-11-25'), managerOnDuty)).toMatchObject({
      reason: 'not-on-sale',
    });
  });

  test('[I8] codes stand once, and no more is blocked than there is', () => {
    const { lodge } = aLodge();
    const productId = addAProduct(lodge);
    expect(() => addAProduct(lodge)).toThrow('already-exists');
    const draft = { ...draftOf(productId, '2026-11-24'), blocked: 15 };
    expect(lodge.run('addDepartures', draft, managerOnDuty)).toMatchObject({ reason: 'wrong-input' });
  });
});

function series(lodge: PaperLodge, productId: string, on: unknown) {
  return eventOf(
    lodge.run('addDepartures', { ...asTheProduct, productId, series: on }, managerOnDuty),
    'DeparturesAdded',
  );
}

function draftOf(productId: string, date: string) {
  return { ...asTheProduct, productId, series: { every: 'date', on: [date] } };
}

function fieldsOf({ code: _code, ...product }: ReturnType<PaperLodge['all']>[number] & { code?: string }) {
  return product;
}
