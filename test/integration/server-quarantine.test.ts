import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Event } from '#shared/commands/events.ts';
import { takeCash } from '#shared/commands/money/take-cash.ts';
import { bookStay } from '#shared/commands/bookings/book-stay.ts';
import type { Envelope } from '#shared/sync/envelope.ts';
import { type ALodgeOnServer, type ServerGround, bookHere, serverGround } from './server-harness.ts';

let ground: ServerGround;
let lodge: ALodgeOnServer;
beforeAll(async () => {
  ground = await serverGround();
  lodge = await ground.lodge({ rooms: 30 });
});
afterAll(async () => ground.end());
afterEach(() => vi.restoreAllMocks());

/** A place in the treatment of an envelope that breaks, for the command that is named; what is broken is mended again. */
interface Fault {
  readonly where: string;
  readonly command: 'takeCash' | 'bookStay';
  breaks(): Promise<() => Promise<void>> | (() => Promise<void>);
}

const broken = () => {
  throw new TypeError('a fault');
};
const unspied = async () => void vi.restoreAllMocks();
const spied = (spy: () => unknown) => () => {
  spy();
  return unspied;
};
// What no projection knows, what writes over what is not there, what the database cannot hold.
const strange = [{ type: 'NeverHeardOf' }] as unknown as readonly Event[];
const patching = [{ type: 'RoomLockSet', occupancyId: '0199a000-0000-7000-8000-00000000dead', locked: true }] as const;
const halved = (events: readonly Event[]): readonly Event[] =>
  events.map((event) => {
    if (event.type !== 'CashTaken') return event;
    const { payment } = event;
    return { ...event, payment: { ...payment, fields: { ...payment.fields, tendered: 0.5 } } };
  });

async function inTheDatabase(table: string, body: string): Promise<() => Promise<void>> {
  const { pool } = lodge.server;
  await pool.query(
    `CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} END $$;
     CREATE CONSTRAINT TRIGGER fault AFTER INSERT ON ${table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fault()`,
  );
  return async () => void (await pool.query(`DROP TRIGGER fault ON ${table}; DROP FUNCTION fault()`));
}

const { record } = takeCash;
const faults: readonly Fault[] = [
  { where: 'load', command: 'takeCash', breaks: spied(() => vi.spyOn(takeCash, 'load').mockImplementation(broken)) },
  { where: 'load', command: 'bookStay', breaks: spied(() => vi.spyOn(bookStay, 'load').mockImplementation(broken)) },
  {
    where: 'decide',
    command: 'bookStay',
    breaks: spied(() => vi.spyOn(bookStay, 'decide').mockImplementation(broken)),
  },
  {
    where: 'record',
    command: 'takeCash',
    breaks: spied(() => vi.spyOn(takeCash, 'record').mockImplementation(broken)),
  },
  { where: 'guard', command: 'takeCash', breaks: spied(() => vi.spyOn(takeCash, 'guard').mockImplementation(broken)) },
  {
    where: 'project',
    command: 'takeCash',
    breaks: spied(() => vi.spyOn(takeCash, 'record').mockReturnValue(strange)),
  },
  {
    where: 'project',
    command: 'bookStay',
    breaks: spied(() => vi.spyOn(bookStay, 'decide').mockReturnValue({ ok: true, value: strange })),
  },
  {
    where: 'fold',
    command: 'bookStay',
    breaks: spied(() => vi.spyOn(bookStay, 'decide').mockReturnValue({ ok: true, value: patching })),
  },
  {
    where: 'a value that its column does not hold',
    command: 'takeCash',
    breaks: spied(() => vi.spyOn(takeCash, 'record').mockImplementation((...given) => halved(record(...given)))),
  },
  {
    where: 'a check of the database',
    command: 'takeCash',
    breaks: () => inTheDatabase('payment', "RAISE EXCEPTION 'no' USING ERRCODE = 'check_violation';"),
  },
  {
    where: 'a key that is there already, every time',
    command: 'bookStay',
    breaks: () => inTheDatabase('booking', "RAISE EXCEPTION 'twice' USING ERRCODE = 'unique_violation';"),
  },
  {
    where: 'an assignment that excludes another',
    command: 'bookStay',
    breaks: () => inTheDatabase('occupancy', "RAISE EXCEPTION 'both' USING ERRCODE = 'exclusion_violation';"),
  },
];

describe('an envelope that throws', () => {
  it.each(faults)('[S25] at $where of $command is set aside, and what stands around it goes on', async (fault) => {
    const desk = await ground.desk(lodge);
    const before = bookHere(desk, lodge, { from: '2026-11-20', to: '2026-11-21' });
    await desk.push(before.envelopes);
    const broken = actOf(fault.command, desk, before);
    const after = desk.run('addGuest', { ...person, name: 'Behind It' }).envelope;
    const mend = await fault.breaks();
    const answer = await desk.push([...broken, after]).finally(mend);
    expect(answer.verdicts.map(({ outcome, reason }) => [outcome, reason]).slice(-2)).toEqual([
      fault.command === 'takeCash' ? ['exception', 'set-aside-failed'] : ['refused', 'internal'],
      ['applied', ''],
    ]);
    expect(answer).toMatchObject({ taken: after.seq, countersign: { seq: after.seq, hash: after.hash } });
    if (fault.command === 'takeCash') expect(await keptWordForWord(broken.at(-1))).toBe(true);
    // Once mended, nothing of it hangs over: the same batch is answered the same, the next is as ever.
    expect((await desk.push([...broken, after])).verdicts).toEqual(answer.verdicts);
    expect((await desk.push([desk.run('addGuest', person).envelope])).verdicts).toMatchObject([{ outcome: 'applied' }]);
  });

  it('[S25] is set aside wherever it stands among others, and no fact is lost', async () => {
    const property = fc.asyncProperty(
      fc.array(
        fc.record({
          fault: fc.option(fc.constantFrom(...faults), { freq: 1 }),
          amount: fc.integer({ min: 1, max: 5000 }),
        }),
        {
          minLength: 1,
          maxLength: 5,
        },
      ),
      async (steps) => {
        const desk = await ground.desk(lodge);
        const stay = bookHere(desk, lodge, { from: '2027-01-20', to: '2027-01-21' });
        await desk.push(stay.envelopes);
        for (const { fault, amount } of steps) {
          const acts = actOf(fault?.command ?? 'takeCash', desk, stay, amount);
          const mend = await (fault?.breaks() ?? unspied);
          const { verdicts } = await desk.push(acts).finally(mend);
          const last = acts.at(-1);
          if (fault === null) expect(verdicts.at(-1)?.outcome).toBe('applied');
          else if (fault.command === 'takeCash') expect(await keptWordForWord(last)).toBe(true);
          else expect(verdicts.at(-1)).toMatchObject({ outcome: 'refused', reason: 'internal' });
        }
        const taken = steps.filter(({ fault }) => fault === null);
        const mine = (await lodge.all('payment')).filter((payment) => payment.deskCode === desk.self.desk);
        expect(mine.map(({ amount }) => amount)).toEqual(taken.map(({ amount }) => amount));
      },
    );
    await fc.assert(property, { numRuns: 12, seed: 25 });
  });

  it('[S25] with the id of another is set aside under one that nobody has, and writes over nothing', async () => {
    const [desk, other] = [await ground.desk(lodge), await ground.desk(lodge, 'Other')];
    const theirs = bookHere(other, lodge, { from: '2026-11-25', to: '2026-11-26' });
    other.run('takeCash', { bookingId: theirs.bookingId, amount: 4000, tendered: 4000 });
    await other.push(other.envelopes());
    const mine = bookHere(desk, lodge, { from: '2026-11-25', to: '2026-11-26' });
    const cash = desk.run('takeCash', { bookingId: mine.bookingId, amount: 1, tendered: 1 }).envelope;
    const ids = other.envelopes().map(({ id }) => id);
    const [guest, sale] = mine.envelopes;
    const first = desk.forge(guest, { id: ids[0] ?? '' });
    const second = desk.forge(sale, { id: (ids[1] ?? '').toUpperCase(), prevHash: first.hash });
    const third = desk.forge(cash, { id: ids[2] ?? '', prevHash: second.hash });
    const before = await lodge.all('payment');
    expect((await desk.push([first, second, third])).verdicts).toMatchObject([
      { outcome: 'refused', reason: 'wrong-input', detail: { why: 'id-taken' } },
      { outcome: 'refused', reason: 'wrong-input' },
      { outcome: 'exception', reason: 'set-aside-wrong-input' },
    ]);
    expect(await lodge.all('payment')).toEqual(before);
    expect((await desk.push([first, second, third])).verdicts).toHaveLength(3);
  });
});

const person = { name: 'Somebody', country: '', phone: '', email: '', vip: false, note: '' };

function actOf(
  command: Fault['command'],
  desk: Awaited<ReturnType<ServerGround['desk']>>,
  { bookingId }: ReturnType<typeof bookHere>,
  amount = 1000,
): readonly Envelope[] {
  if (command === 'takeCash') return [desk.run('takeCash', { bookingId, amount, tendered: amount }).envelope];
  return bookHere(desk, lodge, { name: 'To Be Broken', from: '2027-03-01', to: '2027-03-02' }).envelopes;
}

async function keptWordForWord(envelope: Envelope | undefined): Promise<boolean> {
  const text = JSON.stringify(envelope);
  const exceptions = await lodge.all('exception');
  return exceptions.some(({ detail }) => typeof detail['envelope'] === 'string' && same(detail['envelope'], text));
}

/** Keys may stand in another order. */
function same(a: string, b: string): boolean {
  const sorted = (text: string) => JSON.stringify(Object.entries(JSON.parse(text) as object).toSorted());
  return sorted(a) === sorted(b);
}
