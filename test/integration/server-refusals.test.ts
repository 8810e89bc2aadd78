import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandNamed } from '#shared/commands/registry.ts';
import type { Envelope } from '#shared/sync/envelope.ts';
import { type ServerGround, bookHere, bookingDraft, serverGround } from './server-harness.ts';

let ground: ServerGround;
beforeAll(async () => {
  ground = await serverGround();
});
afterAll(async () => ground.end());

describe('a request that must be refused', () => {
  it('[S23] sells the last room once: the second is refused with its input and alternatives, and what follows goes on', async () => {
    const lodge = await ground.lodge({ rooms: 1 });
    const [a, b] = [await ground.desk(lodge, 'A'), await ground.desk(lodge, 'B')];
    const first = bookHere(a, lodge, { name: 'Anna Lind' });
    const second = bookHere(b, lodge, { name: 'Bo Falk' });
    const after = b.run('addGuest', { name: 'Carl Maas', country: 'NL', phone: '', email: '', vip: false, note: '' });
    await a.push(first.envelopes);
    const answer = await b.push([...second.envelopes, after.envelope]);
    expect(answer.verdicts.map((verdict) => verdict.outcome)).toEqual(['applied', 'refused', 'applied']);
    expect(answer.verdicts[1]).toMatchObject({ reason: 'sold-out', detail: { free: 0 } });
    const [refusal] = await lodge.all('refusal');
    expect(refusal).toMatchObject({
      deskCode: 'B',
      command: 'bookStay',
      reason: 'sold-out',
      status: 'open',
      envelopeId: second.envelopes[1].id,
      input: second.envelopes[1].input,
      concerns: { from: '2026-11-20', to: '2026-11-22' },
    });
    expect(b.store.seals.read(refusal?.concerns.guest ?? '')).toBe('Bo Falk');
    expect(refusal?.alternatives.length).toBeGreaterThan(0);
    expect(await lodge.all('booking')).toHaveLength(1);
    for (const slot of await lodge.all('slot')) expect(slot.confirmed).toBeLessThanOrEqual(slot.total);
  });

  it('[S23] takes with it what saw its writes, while the cash taken for it stands as the guest’s credit with an exception [S24]', async () => {
    const lodge = await ground.lodge({ rooms: 1 });
    const [a, b] = [await ground.desk(lodge, 'A'), await ground.desk(lodge, 'B')];
    const first = bookHere(a, lodge, { name: 'Anna Lind' });
    const second = bookHere(b, lodge, { name: 'Bo Falk' });
    const stay = b.store.find('stay', second.stayId);
    b.run('changeStay', {
      stayId: second.stayId,
      expectedVersion: stay?.version,
      adults: 1,
      children: 0,
      wishes: 'quiet',
      expectedAt: '',
      note: '',
      nightlyRate: null,
    });
    b.run('takeCash', { bookingId: second.bookingId, amount: 400_000, tendered: 500_000 });
    await a.push(first.envelopes);
    const answer = await b.push(b.envelopes());
    expect(answer.verdicts.map(({ outcome, reason }) => [outcome, reason])).toMatchObject([
      ['applied', ''],
      ['refused', 'sold-out'],
      ['refused', 'depends-on-refused'],
      ['exception', expect.any(String)],
    ]);
    expect(await lodge.all('payment')).toMatchObject([{ amount: 400_000, change: 100_000 }]);
    expect(await lodge.all('folio')).toContainEqual(expect.objectContaining({ kind: 'credit' }));
    const exceptions = await lodge.all('exception');
    expect(exceptions).toHaveLength(1);
    expect(exceptions[0]?.remedies.length).toBeGreaterThan(0);
    const lines = await lodge.all('journalLine');
    expect(lines.reduce((sum, line) => sum + line.debit - line.credit, 0)).toBe(0);
    expect(lines.find((line) => line.credit === 400_000)).toMatchObject({ account: '2100' });
  });

  it('[S4] conflicts with a stranger’s write since, and not with one’s own pending ones', async () => {
    const lodge = await ground.lodge();
    const [a, b] = [await ground.desk(lodge, 'A'), await ground.desk(lodge, 'B')];
    const { envelopes, guestId } = bookHere(a, lodge);
    await a.push(envelopes);
    await b.pull();
    const change = (phone: string, expectedVersion: number) => ({
      guestId,
      expectedVersion,
      name: 'Hannah Brandt',
      country: 'DE',
      phone,
      email: '',
      vip: false,
      note: '',
    });
    b.run('changeGuest', change('1', 1));
    b.run('changeGuest', change('2', 2));
    expect((await b.push(b.envelopes())).verdicts.map((verdict) => verdict.outcome)).toEqual(['applied', 'applied']);
    a.run('changeGuest', change('3', 1));
    expect((await a.push(a.envelopes(2))).verdicts).toMatchObject([
      { outcome: 'refused', reason: 'changed-elsewhere' },
    ]);
    const [changed] = await lodge.all('guest');
    expect([a.store.seals.read(changed?.phone ?? ''), changed?.version]).toEqual(['2', 3]);
  });

  it('[S28] is refused without the right, by the rights in force on the server; a fact becomes an exception and stands', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes, bookingId } = bookHere(desk, lodge);
    const cash = desk.run('takeCash', { bookingId, amount: 1000, tendered: 1000 }).envelope;
    const mine = { ...lodge.actors.housekeeping, role: 'manager' as const };
    const guest = desk.forge(envelopes[0], { actor: { userId: 'system', name: 'System', role: 'system' } });
    const booking = desk.forge(envelopes[1], { actor: mine, prevHash: guest.hash });
    const paid = desk.forge(cash, { actor: mine, prevHash: booking.hash });
    const answer = await desk.push([guest, booking, paid]);
    expect(answer.verdicts.map(({ outcome, reason }) => [outcome, reason])).toMatchObject([
      ['refused', 'no-right'],
      ['refused', 'no-right'],
      ['exception', expect.any(String)],
    ]);
    expect(await lodge.all('payment')).toHaveLength(1);
  });

  it('[S28] is refused in the system’s name, but for what a desk gives back by itself: no desk does the server’s jobs', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes, bookingId } = bookHere(desk, lodge);
    const jobs = {
      expireHold: { holdId: bookingId },
      expireDraft: { bookingId },
      alertDeparture: { departureId: bookingId },
      queueReminder: { bookingId, departureId: bookingId },
      queueBalanceNotice: { bookingId },
      recallLeases: { leases: [] },
      topUpLeases: { deskCode: desk.self.desk, epoch: 1, departureIds: [], nights: [] },
      returnLeases: { leases: [], epoch: desk.self.epoch },
    };
    let last: Envelope = envelopes[1];
    const forged = Object.entries(jobs).map(([name, input]) => {
      const command = commandNamed(name);
      if (command === undefined) throw new Error(`no ${name}`);
      last = desk.forge(last, {
        id: uuidv7(),
        seq: last.seq + 1,
        prevHash: last.hash,
        name,
        version: command.version,
        input,
        sees: [],
        actor: { userId: 'system', name: 'System', role: 'system' },
      });
      return last;
    });
    const answer = await desk.push([...envelopes, ...forged]);
    expect(answer.verdicts.slice(2).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ...forged.slice(1).map(() => ['refused', 'no-right']),
      ['applied', ''],
    ]);
    const real = desk.forge(last, {
      id: uuidv7(),
      seq: last.seq + 1,
      prevHash: last.hash,
      actor: { ...lodge.actors.frontDesk, role: 'system' },
    });
    expect((await desk.push([real])).verdicts).toMatchObject([{ outcome: 'exception', reason: 'guard-no-right' }]);
  });

  it('[S28] [U5] writes the name in force on the server into books and audit, not the one that the envelope gives', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes, bookingId } = bookHere(desk, lodge);
    const cash = desk.run('takeCash', { bookingId, amount: 1000, tendered: 1000 }).envelope;
    const renamed = desk.forge(cash, { actor: { ...lodge.actors.frontDesk, name: 'Somebody Else' } });
    await desk.push([...envelopes, renamed]);
    expect(await lodge.all('payment')).toMatchObject([{ takenBy: 'Sabina Gurung' }]);
    const { rows } = await lodge.server.pool.query("SELECT actor_name FROM event WHERE writer = 'A/1/3'");
    expect(rows).toEqual([{ actor_name: 'Sabina Gurung' }]);
  });

  it('[S12] from a revoked desk is refused, while its facts are taken; it reads no more', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes, bookingId, guestId } = bookHere(desk, lodge);
    await desk.push(envelopes);
    await lodge.server.pool.query("UPDATE desk SET status = 'revoked', version = version + 1");
    const cash = desk.run('takeCash', { bookingId, amount: 1000, tendered: 1000 }).envelope;
    const late = bookingDraft(guestId, lodge, { from: '2026-12-01', to: '2026-12-02' });
    const sale = desk.run('bookStay', late).envelope;
    expect((await desk.push([cash, sale])).verdicts).toMatchObject([
      { outcome: 'applied' },
      { outcome: 'refused', reason: 'no-right', detail: { why: 'desk-revoked' } },
    ]);
    const feed = await desk.feed('offset=-1');
    expect([feed.status, await feed.json()]).toMatchObject([403, { error: 'revoked' }]);
  });
});

describe('an envelope that cannot be carried out', () => {
  it('[S25] is set aside, a request as `internal`, a fact word for word as an exception, and the next goes on', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes, bookingId } = bookHere(desk, lodge);
    const cash = desk.run('takeCash', { bookingId, amount: 1000, tendered: 1000 }).envelope;
    // Postgres holds no NUL: the request throws in the database.
    const nul = desk.forge(envelopes[0], { input: { ...(envelopes[0].input as object), name: 'A\u0000B' } });
    const unknown = desk.forge(envelopes[0], {
      seq: 2,
      id: '0199a000-0000-7000-8000-000000000003',
      name: 'launch\u0000Rocket',
      input: { 'half \ud800': [null] },
      prevHash: nul.hash,
    });
    const newer = desk.forge(cash, {
      seq: 3,
      id: '0199a000-0000-7000-8000-000000000004',
      version: 99,
      prevHash: unknown.hash,
    });
    const wrong = desk.forge(cash, {
      seq: 4,
      id: '0199a000-0000-7000-8000-000000000005',
      input: { amount: 'much' },
      prevHash: newer.hash,
    });
    const next = desk.forge(envelopes[0], { seq: 5, id: '0199a000-0000-7000-8000-000000000006', prevHash: wrong.hash });
    const answer = await desk.push([nul, unknown, newer, wrong, next]);
    expect(answer.verdicts.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['refused', 'internal'],
      ['exception', 'set-aside-unknown-version'],
      ['exception', 'set-aside-unknown-version'],
      ['exception', 'set-aside-wrong-input'],
      ['applied', ''],
    ]);
    const kept = await lodge.all('exception');
    const texts = kept.map((exception) => JSON.parse(String(exception.detail['envelope'])) as unknown);
    expect(texts).toEqual(expect.arrayContaining([unknown, newer, wrong]));
    expect((await lodge.all('guest')).map(({ name }) => desk.store.seals.read(name))).toEqual(['Hannah Brandt']);
    expect(await lodge.all('refusal')).toMatchObject([{ reason: 'internal', command: 'addGuest' }]);
  });

  it('[S25] keeps the queue going for a fact that the database itself refuses', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes, bookingId } = bookHere(desk, lodge);
    const cash = desk.run('takeCash', { bookingId, amount: 1000, tendered: 1000 }).envelope;
    // The same receipt number twice: the series is unique [S27].
    const twice = desk.forge(cash, { seq: 4, id: '0199a000-0000-7000-8000-000000000007', prevHash: cash.hash });
    const answer = await desk.push([...envelopes, cash, twice]);
    expect(answer.verdicts.at(-1)).toMatchObject({ outcome: 'exception', reason: 'set-aside-failed' });
    expect(await lodge.all('receipt')).toHaveLength(1);
    expect(await lodge.all('payment')).toHaveLength(1);
  });
});
