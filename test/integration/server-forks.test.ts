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

function receiptOf(envelope: Envelope | undefined): string {
  if (envelope === undefined) throw new Error('no payment');
  const { receipt } = envelope.input as Pick<EventOf<'CashTaken'>, 'receipt'>; // a payment's input holds its receipt
  return receipt.content.number;
}
