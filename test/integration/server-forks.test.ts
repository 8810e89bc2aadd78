import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventOf } from '#shared/commands/events.ts';
import type { Envelope } from '#shared/sync/envelope.ts';
import { openStore } from '#main/store/open-store.ts';
import { runCommand } from '#main/store/run-command.ts';
import { type ARemoteDesk, type ServerGround, bookHere, serverGround } from './server-harness.ts';

let ground: ServerGround;
const ends: (() => Promise<void>)[] = [];
beforeAll(async () => {
  ground = await serverGround();
});
afterAll(async () => {
  for (const end of ends) await end();
  await ground.end();
});

/** The same desk on a copy of its disk, as of now. */
function cloned(desk: ARemoteDesk): ARemoteDesk {
  const file = `${desk.store.file}.copy`;
  desk.store.db.exec(`VACUUM INTO '${file}'`);
  const store = openStore({ file });
  ends.push(async () => {
    store.close();
    await rm(file, { force: true });
  });
  return {
    ...desk,
    store,
    run(command, draft, actor) {
      if (actor === undefined) throw new Error('a clone is told who acts');
      const answered = runCommand(store, command, draft, actor);
      if (!answered.ok) throw new Error(`${command} refused here: ${answered.reason}`);
      const envelope = store.journal.find({ epoch: desk.self.epoch, seq: answered.seq })?.envelope;
      if (envelope === undefined) throw new Error('no envelope');
      return { envelope, events: answered.events as unknown as readonly { type: string }[] }; // events of the command
    },
    envelopes: (after = 0): readonly Envelope[] => store.journal.envelopesAfter(desk.self.epoch, after, 1000),
  };
}

describe('the facts of a copied disk', () => {
  it('[S22] [S24] stand in the books though they bear the numbers of the original: payment, entry, stay and exception', async () => {
    const lodge = await ground.lodge();
    const { frontDesk } = lodge.actors;
    const desk = await ground.desk(lodge);
    const before = bookHere(desk, lodge);
    await desk.push(before.envelopes);
    const clone = cloned(desk);

    desk.run('takeCash', { bookingId: before.bookingId, amount: 100_000, tendered: 100_000 });
    bookHere(desk, lodge, { name: 'Anna Lind', from: '2026-12-01', to: '2026-12-02' });
    await desk.push(desk.envelopes(2));

    clone.run('takeCash', { bookingId: before.bookingId, amount: 70_000, tendered: 70_000 }, frontDesk);
    const theirs = bookHere({ ...clone, run: (name, draft) => clone.run(name, draft, frontDesk) }, lodge, {
      name: 'Bo Falk',
      roomId: lodge.roomIds[0] ?? null,
    });
    clone.run('checkIn', { stayId: theirs.stayId, override: 'here' }, frontDesk);
    const branch = clone.envelopes(2);
    expect(receiptOf(branch[0])).toBe('A26-000001');
    const answer = await desk.push(branch);
    expect(answer.verdicts.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['exception', 'desk-forked'],
      ['refused', 'changed-elsewhere'],
      ['refused', 'changed-elsewhere'],
      ['exception', 'stay-without-booking'],
    ]);

    const payments = await lodge.all('payment');
    expect(payments.map((payment) => payment.amount).toSorted()).toEqual([100_000, 70_000].toSorted());
    const receipts = await lodge.all('receipt');
    expect(receipts.map(({ series, number, content }) => [series, number, content.number]).toSorted()).toEqual([
      ['A26', 1, 'A26-000001'],
      ['A26~2', 1, 'A26-000001'],
    ]);
    const lines = await lodge.all('journalLine');
    expect(lines.filter((line) => line.debit === 70_000 && line.account === '1000')).toHaveLength(1);
    expect(lines.reduce((sum, line) => sum + line.debit - line.credit, 0)).toBe(0);
    expect((await lodge.all('booking')).map((booking) => booking.number).toSorted()).toEqual([
      'DRL-2026-A0001',
      'DRL-2026-A0002',
      'DRL-2026-A0002~2',
    ]);
    expect(await lodge.all('stay')).toContainEqual(
      expect.objectContaining({ id: theirs.stayId, status: 'CHECKED_IN' }),
    );
    expect((await lodge.all('exception')).map((exception) => exception.kind).toSorted()).toEqual([
      'desk-forked',
      'stay-without-booking',
    ]);
  });
});

describe('a copied disk', () => {
  it('[S22] whose batch comes ten times at once is one branch, and each of its facts is there once', async () => {
    const lodge = await ground.lodge({ poolSize: 12 });
    const desk = await ground.desk(lodge);
    const { envelopes, bookingId } = bookHere(desk, lodge);
    await desk.push(envelopes);
    const clone = cloned(desk);
    desk.run('takeCash', { bookingId, amount: 100, tendered: 100 });
    await desk.push(desk.envelopes(2));
    for (const amount of [70, 80])
      clone.run('takeCash', { bookingId, amount, tendered: amount }, lodge.actors.frontDesk);
    const theirs = clone.envelopes(2);
    const answers = await Promise.all(Array.from({ length: 10 }, () => desk.push(theirs)));
    for (const answer of answers) {
      expect(answer.standing).toBe('branch');
      expect(answer.verdicts).toEqual(answers[0]?.verdicts);
    }
    const payments = await lodge.all('payment');
    expect(payments.map((payment) => payment.amount).toSorted((a, b) => a - b)).toEqual([70, 80, 100]);
    expect((await lodge.all('exception')).filter(({ kind }) => kind === 'desk-forked')).toHaveLength(1);
  });

  it('[S22] can be copied again: what the copy’s copy does is a branch of its own, wherever it left the others', async () => {
    const lodge = await ground.lodge();
    const { frontDesk } = lodge.actors;
    const desk = await ground.desk(lodge);
    const { envelopes, bookingId } = bookHere(desk, lodge);
    await desk.push(envelopes);
    const cash = (which: ARemoteDesk, amount: number) =>
      which.run('takeCash', { bookingId, amount, tendered: amount }, frontDesk);
    const first = cloned(desk);
    cash(desk, 1);
    await desk.push(desk.envelopes(2));
    for (const amount of [10, 20, 30]) cash(first, amount);
    expect(await desk.push(first.envelopes(2))).toMatchObject({ standing: 'branch', taken: 5 });
    const second = cloned(first);
    cash(first, 40);
    expect(await desk.push(first.envelopes(5))).toMatchObject({ standing: 'branch', taken: 6 });
    cash(second, 500);
    expect(await desk.push(second.envelopes(5))).toMatchObject({ standing: 'branch', taken: 6 });
    cash(second, 600);
    expect(await desk.push(second.envelopes(6))).toMatchObject({ standing: 'branch', taken: 7 });
    cash(desk, 2);
    expect(await desk.push(desk.envelopes(3))).toMatchObject({ standing: 'active', taken: 4 });
    const payments = await lodge.all('payment');
    expect(payments.map((payment) => payment.amount).toSorted((a, b) => a - b)).toEqual([
      1, 2, 10, 20, 30, 40, 500, 600,
    ]);
  });

  it('[S10] [S22] lets its verdict rows go as each installation has applied them; those from before the fork wait for both', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes, bookingId } = bookHere(desk, lodge);
    await desk.push(envelopes);
    const clone = cloned(desk);
    const left = async () => (await lodge.all('verdict')).map(({ epoch, seq }) => `${epoch}/${seq}`).toSorted();
    const say = (which: ARemoteDesk, acknowledged: number) =>
      desk.post({ desk: 'A', epoch: 1, envelopes: [], acknowledged, head: which.envelopes().at(-1) });
    desk.run('takeCash', { bookingId, amount: 100, tendered: 100 });
    await desk.push(desk.envelopes(2));
    clone.run('takeCash', { bookingId, amount: 70, tendered: 70 }, lodge.actors.frontDesk);
    await desk.push(clone.envelopes(2));
    expect(await left()).toEqual(['1/1', '1/2', '1/3', '2/3']);
    // The original has them all: its own row goes, and what the copy has yet to read stays.
    await say(desk, 3);
    expect(await left()).toEqual(['1/1', '1/2', '2/3']);
    await say(clone, 1);
    expect(await left()).toEqual(['1/2', '2/3']);
    await say(clone, 3);
    expect(await left()).toEqual([]);
  });
});

function receiptOf(envelope: Envelope | undefined): string {
  if (envelope === undefined) throw new Error('no payment');
  const { receipt } = envelope.input as Pick<EventOf<'CashTaken'>, 'receipt'>; // a payment's input holds its receipt
  return receipt.content.number;
}
