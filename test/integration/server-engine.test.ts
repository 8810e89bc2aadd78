import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import { type ARemoteDesk, type ServerGround, bookHere, bookingDraft, madeBy, serverGround } from './server-harness.ts';

let ground: ServerGround;
beforeAll(async () => {
  ground = await serverGround();
});
afterAll(async () => ground.end());

describe('an envelope on the server', () => {
  it('[S20] is written with its rows, its events and its verdict row, and mirrored into the feed', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { bookingId, guestId, envelopes } = bookHere(desk, lodge);
    const answer = await desk.push(envelopes);
    expect(answer).toMatchObject({
      taken: 2,
      verdicts: [
        { seq: 1, outcome: 'applied' },
        { seq: 2, outcome: 'applied' },
      ],
    });
    expect(await lodge.all('booking')).toMatchObject([{ id: bookingId, guestId, writer: 'A/1/2', version: 1 }]);
    expect(await lodge.all('verdict')).toMatchObject([
      { seq: 1, envelopeId: envelopes[0].id },
      { seq: 2, envelopeId: envelopes[1].id },
    ]);
    const { rows } = await lodge.server.pool.query("SELECT type FROM event WHERE writer = 'A/1/2'");
    expect(rows).toEqual([{ type: 'StayBooked' }]);
    // The desk's own rows and the server's are the same but for their times.
    const mine = desk.store.find('booking', bookingId);
    await desk.pull();
    expect(desk.store.find('booking', bookingId)).toEqual(mine);
  });

  it('[S20] takes few round trips: sign-in, opening, one for each stage looked at, the locks with a second look, the writes with the commit', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes } = bookHere(desk, lodge);
    await desk.push([envelopes[0]]);
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    await desk.push([envelopes[1]]);
    // The engine's own connections; the feed has others.
    const own = sent.mock.contexts.filter(
      (client) => (client as ServerClient).connectionParameters.application_name === 'cairn-server',
    );
    sent.mockRestore();
    expect(own).toHaveLength(7);
    expect(await lodge.all('booking')).toHaveLength(1);
  });

  it('[S2] is refused behind a gap, and the answer says where to go on', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes } = bookHere(desk, lodge);
    const response = await desk.post({ desk: 'A', epoch: 1, envelopes: [envelopes[1]], acknowledged: 0 });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ error: 'gap', taken: 0 });
    expect(await lodge.all('booking')).toEqual([]);
    expect(await desk.push(envelopes)).toMatchObject({ taken: 2 });
  });

  it('[S2] is refused where it does not follow the chain, or is not what its hash says', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes } = bookHere(desk, lodge);
    const loose = desk.forge(envelopes[0], { prevHash: 'f'.repeat(64) });
    const broken = await desk.post({ desk: 'A', epoch: 1, envelopes: [loose], acknowledged: 0 });
    expect([broken.status, await broken.json()]).toMatchObject([409, { error: 'chain-broken', taken: 0 }]);
    const altered = { ...envelopes[0], name: 'checkOut' };
    const mismatch = await desk.post({ desk: 'A', epoch: 1, envelopes: [altered], acknowledged: 0 });
    expect([mismatch.status, await mismatch.json()]).toMatchObject([400, { error: 'hash-mismatch' }]);
    expect(await lodge.all('guest')).toEqual([]);
  });

  it('[S22] that is a repeat is answered again and changes nothing', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes } = bookHere(desk, lodge);
    const first = await desk.push(envelopes);
    const before = await lodge.server.pool.query('SELECT entity, id, row FROM feed ORDER BY entity, id');
    const again = await desk.push(envelopes);
    const crossed = await Promise.all([desk.push(envelopes), desk.push([envelopes[0]]), desk.push(envelopes)]);
    expect(again.verdicts).toEqual(first.verdicts);
    expect(crossed.map(({ verdicts, taken }) => [verdicts.length, taken])).toEqual([
      [2, 2],
      [1, 2],
      [2, 2],
    ]);
    const after = await lodge.server.pool.query('SELECT entity, id, row FROM feed ORDER BY entity, id');
    expect(after.rows).toEqual(before.rows);
  });

  it('[S22] whose answer was lost after the commit is answered again, with what came behind it', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes, stayId } = bookHere(desk, lodge);
    // The desk goes away while the server works, and never reads the answer.
    const gone = new AbortController();
    const { signal } = gone;
    const lost = fetch(new URL('/v1/commands', lodge.server.url), { signal, method: 'POST' }).catch(() => undefined);
    await desk.post({ desk: 'A', epoch: 1, envelopes, acknowledged: 0 });
    gone.abort();
    await lost;
    desk.run('moveStay', {
      stayId,
      occupancyId: occupancyOf(desk, stayId),
      roomId: lodge.roomIds[0],
      from: '2026-11-20',
      to: '2026-11-22',
      expectedVersion: 1,
      price: 'keep',
    });
    const answer = await desk.push(desk.envelopes());
    expect(answer.verdicts.map((verdict) => verdict.outcome)).toEqual(['applied', 'applied', 'applied']);
    expect(await lodge.all('occupancy')).toMatchObject([{ roomId: lodge.roomIds[0], version: 2 }]);
  });

  it('[S22] of a cloned disk is a fork: an exception opens, and of the second branch only facts are taken', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes, bookingId, guestId } = bookHere(desk, lodge);
    await desk.push(envelopes);
    const cash = desk.run('takeCash', { bookingId, amount: 100_000, tendered: 100_000 }).envelope;
    await desk.push([cash]);
    // The clone went on from the same place: another request, then another payment.
    const request = desk.forge(cash, {
      id: '0199a000-0000-7000-8000-000000000001',
      name: 'bookStay',
      input: bookingDraft(guestId, lodge),
    });
    const fact = desk.forge(cash, {
      id: '0199a000-0000-7000-8000-000000000002',
      seq: 4,
      prevHash: request.hash,
    });
    const answer = await desk.push([request, fact]);
    expect(answer.verdicts).toMatchObject([
      { outcome: 'refused', reason: 'changed-elsewhere', detail: { forked: true } },
      { outcome: 'applied' },
    ]);
    expect(await lodge.all('exception')).toMatchObject([
      { kind: 'desk-forked', detail: { desk: 'A', epoch: 1, seq: 3, branch: 2 } },
    ]);
    expect((await lodge.all('payment')).map((payment) => payment.writer).toSorted()).toEqual(['A/1/3', 'A/2/4']);
    // A copy that has nothing to send yet is sent on from its own place, or its branch would never show.
    expect(await desk.push([], 3)).toMatchObject({ taken: 3 });
    expect(await desk.push([], 2)).toMatchObject({ taken: 2 });
    // Both branches go on, and both are answered again.
    expect((await desk.push([request, fact])).verdicts).toEqual(answer.verdicts);
    expect((await desk.push([cash])).verdicts).toMatchObject([{ outcome: 'applied' }]);
    expect(await lodge.all('exception')).toHaveLength(1);
  });
});

describe('time and acknowledgement', () => {
  it('[S3] clamps a desk’s time between its last contact and the arrival', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const enrolledAt = new Date().toISOString();
    const { envelopes } = bookHere(desk, lodge);
    const early = desk.forge(envelopes[0], { now: '2001-01-01T00:00:00.000Z' });
    const late = desk.forge(envelopes[1], { now: '2099-01-01T00:00:00.000Z', prevHash: early.hash });
    await desk.push([early, late]);
    const [guest] = await lodge.all('guest');
    const [booking] = await lodge.all('booking');
    expect(guest?.createdAt.slice(0, 4)).toBe(enrolledAt.slice(0, 4));
    expect(booking?.createdAt.slice(0, 4)).toBe(enrolledAt.slice(0, 4));
    expect((booking?.createdAt ?? '') >= (guest?.createdAt ?? '')).toBe(true);
  });

  it('[S10] keeps verdict rows until the desk acknowledged them, and the answers for ever', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes } = bookHere(desk, lodge);
    await desk.push(envelopes);
    expect(await lodge.all('verdict')).toHaveLength(2);
    await desk.push([], 1);
    expect((await lodge.all('verdict')).map((verdict) => verdict.seq)).toEqual([2]);
    const { rows } = await lodge.server.pool.query("SELECT 1 FROM feed WHERE entity = 'verdict'");
    expect(rows).toHaveLength(1);
    expect((await desk.push(envelopes, 2)).verdicts).toHaveLength(2);
    expect(await lodge.all('verdict')).toEqual([]);
  });
});

describe('a command that begins at the server', () => {
  it('happens once under its id, draws from the server’s own series, and changes nothing where it is refused', async () => {
    const lodge = await ground.lodge();
    const side = { pool: lodge.server.pool, now: lodge.server.now };
    const guest = { name: 'From The Web', country: 'FR', phone: '', email: '', vip: false, note: '' };
    const command = { name: 'addGuest', draft: guest, actor: systemActor, id: '0199a000-0000-7000-8000-00000000aaaa' };
    const [first, again] = [
      await executeAsServer(side, lodge.place, command),
      await executeAsServer(side, lodge.place, command),
    ];
    if (!first.ok) throw new Error(first.reason);
    expect(first.value.repeated).toBe(false);
    expect(again).toEqual({ ok: true, value: { ...first.value, repeated: true } });
    const [made] = await lodge.all('guest');
    expect(made).toMatchObject({ country: 'FR', version: 1, writer: `server/0/${command.id}` });
    const numbers: string[] = [];
    for (const _sale of [1, 2]) {
      const booked = madeBy(await lodge.run('bookStay', bookingDraft(made?.id ?? '', lodge)), 'StayBooked');
      numbers.push(booked.booking.fields.number);
    }
    expect(numbers).toEqual(['DRL-2026-S0001', 'DRL-2026-S0002']);
    expect(await lodge.run('bookStay', bookingDraft(made?.id ?? '', lodge))).toMatchObject({
      ok: false,
      reason: 'sold-out',
    });
    expect(await lodge.run('bookStay', { from: 'never' })).toMatchObject({ ok: false, reason: 'wrong-input' });
    expect(await lodge.run('launchRocket', {})).toMatchObject({ ok: false, reason: 'not-found' });
    // The number of the refused sale was not used up.
    const later = await lodge.run(
      'bookStay',
      bookingDraft(made?.id ?? '', lodge, { from: '2026-12-01', to: '2026-12-02' }),
    );
    expect(madeBy(later, 'StayBooked').booking.fields.number).toBe('DRL-2026-S0003');
  });
});

describe('many at once', () => {
  it('[S21] sells what is there once, to whomever, without a deadlock', async () => {
    const lodge = await ground.lodge({ rooms: 3 });
    const desks = await Promise.all(['A', 'B', 'C', 'D'].map((name) => ground.desk(lodge, name)));
    expect(new Set(desks.map((desk) => desk.self.desk)).size).toBe(4);
    const spans = [
      ['2026-11-20', '2026-11-24'],
      ['2026-11-22', '2026-11-26'],
      ['2026-11-21', '2026-11-23'],
    ] as const;
    for (const desk of desks)
      for (const [from, to] of spans) bookHere(desk, lodge, { from, to, roomId: lodge.roomIds[0] });
    const answers = await Promise.all(desks.map((desk) => desk.push(desk.envelopes())));
    const outcomes = answers.flatMap((answer) => answer.verdicts);
    expect(outcomes).toHaveLength(24);
    expect(
      outcomes.filter((verdict) => verdict.outcome === 'refused').every((verdict) => verdict.reason === 'sold-out'),
    ).toBe(true);
    const occupancies = await lodge.all('occupancy');
    for (const slot of (await lodge.all('slot')).filter((night) => night.resourceId === lodge.roomTypeId)) {
      const sold = occupancies.filter((part) => part.fromDate <= slot.date && slot.date < part.toDate);
      expect(slot.confirmed).toBe(sold.length);
      expect(slot.confirmed).toBeLessThanOrEqual(3);
    }
    expect(outcomes.filter((verdict) => verdict.outcome === 'applied').length).toBeGreaterThan(12 + 2);
  });
});

function occupancyOf(desk: ARemoteDesk, stayId: string): string {
  const [part] = desk.store.answer({
    mode: 'peek',
    entity: 'occupancy',
    where: [{ field: 'stayId', is: '=', value: stayId }],
  });
  return part?.id ?? '';
}

/** What the driver keeps of how a connection was made; its types do not say. */
interface ServerClient {
  readonly connectionParameters: { readonly application_name?: string };
}
