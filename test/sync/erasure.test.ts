import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Actor } from '#shared/commands/context.ts';
import { sealedFor } from '#shared/kernel/sealed.ts';
import { receiptHash } from '#shared/money/receipt.ts';
import { ERASED } from '#shared/rpc/erased.ts';
import { prepareReceiptPrint } from '#main/services/print/receipt.ts';
import { signText } from '#main/services/sync/desk-keys.ts';
import { prepareFindGuests } from '#main/services/views/guests.ts';
import { guestNamesOf } from '#main/services/views/guest-names.ts';
import { runCommand } from '#main/store/run-command.ts';
import { type AProperty, type LiveDesk, aProperty, done, made, until } from './a-property.ts';
import { type LeakyProxy, leakyProxy } from './leaky-proxy.ts';
import { expectReplicasEqual } from './replicas.ts';

const person = {
  name: 'Wilhelmina Achterberg',
  country: 'NL',
  phone: '+31 6 5550 1234',
  email: 'mina@achterberg.example',
  vip: false,
  note: 'allergic to walnuts',
};
const wishes = 'a room without stairs, for the knee';
const note = 'pays for her sister';
const personal = [person.name, 'achterberg', '5550 1234', '655501234', person.email, person.note, wishes, note];

let property: AProperty;
let proxy: LeakyProxy;
let manager: Actor;
let database: pg.Client;

beforeAll(async () => {
  property = await aProperty();
  const staff = { name: 'Prakash Thapa', initials: 'PT', role: 'manager', pinHash: '$argon2id$test' };
  const { user } = made(await property.act('addUser', staff), 'UserAdded');
  manager = { userId: user.id, name: staff.name, role: 'manager' };
  proxy = await leakyProxy(property.server.url);
  database = new pg.Client({ connectionString: property.server.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database?.end();
  await proxy?.stop();
  await property?.stop();
});

function booked(desk: LiveDesk, guestId: string): { readonly id: string; readonly total: number } {
  const days = { from: '2026-11-20', to: '2026-11-22', roomTypeId: property.roomTypeId, roomId: null };
  const party = { adults: 1, children: 0, nightlyRate: null, wishes, expectedAt: '', note, source: 'phone' };
  const { booking } = made(done(desk.run('bookStay', { guestId, ...days, ...party })), 'StayBooked');
  return { id: booking.id, total: booking.fields.total };
}

/** The tables of the server in which a text stands, whole rows looked at. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1`,
  );
  expect(rows.length).toBeGreaterThan(20);
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await database.query(`SELECT 1 FROM "${name}" AS r WHERE r::text ILIKE $1 LIMIT 1`, [
      `%${text}%`,
    ]);
    if (rowCount !== 0) found.push(name);
  }
  return found;
}

/** Every byte of the replica, the log beside it too. */
function bytesOf({ store }: LiveDesk): string {
  return [store.file, `${store.file}-wal`].map((file) => readFileSync(file).toString('latin1')).join('\n');
}

function foundBy(desk: LiveDesk, text: string): string[] {
  return prepareFindGuests(desk.store.db, guestNamesOf(desk.store.seals))(text, 10).map((guest) => guest.name);
}

test('[S29] no personal text travels to the server or back, nor lies in its tables; the key goes beside, and every desk reads it', async () => {
  const [a, b] = [await property.desk('travel-a', proxy.url), await property.desk('travel-b')];
  const { guest } = made(done(a.run('addGuest', person)), 'GuestAdded');
  const booking = booked(a, guest.id);
  done(a.run('takeCash', { bookingId: booking.id, amount: 1000, tendered: 1000 }));
  const stay = a.all('stay').find((row) => row.bookingId === booking.id);
  const change = { stayId: stay?.id, expectedVersion: 1, adults: 2, children: 0, expectedAt: '', nightlyRate: null };
  done(a.run('changeStay', { ...change, wishes: `${wishes}, and quiet`, note }));
  done(a.run('cancelBooking', { bookingId: booking.id, expectedVersion: 3, reason: `her ${wishes}` }));
  await expectReplicasEqual(property, a, b);

  // What was said went through here, and of the guest only what is sealed.
  expect(proxy.overheard()).toContain(guest.id);
  expect(proxy.overheard()).toContain('"guestKeys"');
  for (const text of personal) {
    expect(proxy.overheard().toLowerCase()).not.toContain(text.toLowerCase());
    expect([text, await tablesWith(text)]).toEqual([text, []]);
  }
  const { rows } = await database.query<{ body: string }>('SELECT body FROM envelope');
  const { rows: keys } = await database.query<{ key: string }>('SELECT key FROM guest_seal WHERE id = $1', [guest.id]);
  expect(keys[0]?.key).toMatch(/^[\w-]{43}$/);
  for (const { body } of rows) expect(body).not.toContain(keys[0]?.key);

  expect(foundBy(b, 'achterb')).toEqual([person.name]);
  expect(foundBy(b, '655501234')).toEqual([person.name]);
  expect(b.all('guest').every((row) => sealedFor(row.name) !== undefined)).toBe(true);
}, 60_000);

test('[S29] a guest erased while a desk is away: its facts stand, the name is gone everywhere, and no key brings it back', async () => {
  const [a, b] = [await property.desk('erase-a'), await property.desk('erase-b')];
  const her = { ...person, name: 'Wilhelmina Achterdeck' };
  const { guest } = made(done(b.run('addGuest', her)), 'GuestAdded');
  const booking = booked(b, guest.id);
  await expectReplicasEqual(property, a, b);
  expect(foundBy(a, 'achterdeck')).toEqual([her.name]);
  const [{ key } = { key: '' }] = a.all('guestKey').filter((row) => row.id === guest.id);
  // What is looked for below is there to be found: at the desk, which reads it.
  expect(bytesOf(b)).toContain(key);
  expect(bytesOf(b).toLowerCase()).toContain('achterdeck');
  expect(await tablesWith(key)).toEqual(['feed', 'guest_seal']);

  b.sync.setLine(false);
  const { receipt } = made(
    done(b.run('takeCash', { bookingId: booking.id, amount: 40_000, tendered: 50_000 })),
    'CashTaken',
  );
  const version = b.all('guest').find((row) => row.id === guest.id)?.version;
  done(b.run('changeGuest', { guestId: guest.id, expectedVersion: version, ...her, phone: '+31 20 777 8888' }));
  const other = made(done(b.run('addGuest', { ...person, name: 'Bartholomew Quist' })), 'GuestAdded').guest;

  done(a.run('cancelBooking', { bookingId: booking.id, expectedVersion: 1, reason: 'her plans changed' }));
  const refused = a.run('eraseGuest', { guestId: guest.id });
  expect(refused).toMatchObject({ ok: false, reason: 'no-right' });
  done(runCommand(a.store, 'eraseGuest', { guestId: guest.id }, manager));
  await a.settled();
  expect(foundBy(a, 'achterdeck')).toEqual([]);

  b.sync.setLine(true);
  await expectReplicasEqual(property, a, b);
  await until(() => foundBy(b, 'achterdeck').length === 0);
  // The cash stands, and waits for somebody to give it a home; the change of the guest does not.
  expect(a.all('payment').find((row) => row.bookingId === booking.id)).toMatchObject({ amount: 40_000 });
  expect(a.all('exception').find((row) => row.concerns.bookingId === booking.id)?.kind).toBe('money-without-booking');
  expect(a.all('refusal').find((row) => row.command === 'changeGuest')).toBeDefined();
  // A guest made meanwhile is read at both.
  expect(foundBy(a, 'quist')).toEqual(['Bartholomew Quist']);
  expect(b.store.seals.read(a.all('guest').find((row) => row.id === other.id)?.name ?? '')).toBe('Bartholomew Quist');

  const gone = ['achterdeck', '777 8888', '207778888', key];
  for (const text of gone) expect([text, await tablesWith(text)]).toEqual([text, []]);
  for (const desk of [a, b]) {
    const names = guestNamesOf(desk.store.seals);
    const row = desk.all('guest').find(({ id }) => id === guest.id);
    expect(names.name(row?.name ?? '')).toBe(ERASED);
    expect(names.text(row?.phone ?? '')).toBe('');
    await vi.waitFor(
      () => {
        const bytes = bytesOf(desk).toLowerCase();
        for (const text of gone) expect([text, bytes.includes(text.toLowerCase())]).toEqual([text, false]);
      },
      { timeout: 60_000, interval: 100 },
    );
  }

  // The receipt is printed without the name, and its seal still holds [M3].
  const kept = a.all('receipt').find((row) => row.id === receipt.id);
  if (kept === undefined) throw new Error('the receipt is gone');
  expect(kept.hash).toBe(receiptHash(kept.series, kept.number, kept.content, kept.previousHash));
  const print = prepareReceiptPrint(a.store.db, a.store.counters)(receipt.id, '80mm', 'print', {
    zone: 'Asia/Kathmandu',
    tentative: () => false,
    names: guestNamesOf(a.store.seals),
  });
  expect(print?.text).toContain('Erased guest');
  expect(print?.text).toContain('NPR 400.00');

  await pushAgain(b, guest.id, key);
  const { rows } = await database.query<{ key: string }>('SELECT key FROM guest_seal WHERE id = $1', [guest.id]);
  expect(rows).toEqual([{ key: '' }]);
  await expect(database.query('UPDATE guest_seal SET key = $1 WHERE id = $2', [key, guest.id])).rejects.toThrow(
    /erased/,
  );
}, 90_000);

/** The push that made a guest, as one whose answer was lost comes again, with its key beside it. */
async function pushAgain({ store }: LiveDesk, guestId: string, key: string): Promise<void> {
  const self = store.identity();
  if (self === undefined) throw new Error('not enrolled');
  const { rows } = await database.query<{ body: string }>(
    `SELECT e.body FROM envelope e JOIN event v ON v.envelope_id = e.envelope_id WHERE v.type = 'GuestAdded' AND v.body->'guest'->>'id' = $1`,
    [guestId],
  );
  const envelope: unknown = JSON.parse(rows[0]?.body ?? '');
  const text = JSON.stringify({
    desk: self.desk,
    epoch: self.epoch,
    envelopes: [envelope],
    acknowledged: store.meta.get('settled') ?? 0,
    guestKeys: [{ guestId, key }],
  });
  const answer = await fetch(new URL('/v1/commands', self.server), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${self.token}`,
      'cairn-signature': signText(self.privateKey, text),
    },
    body: text,
  });
  expect(answer.status).toBe(200);
}
