import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { guestNamesOf } from '#main/services/views/guest-names.ts';
import { prepareFindGuests } from '#main/services/views/guests.ts';
import { sealedFor } from '#shared/kernel/sealed.ts';
import { ERASED } from '#shared/rpc/erased.ts';
import { type ADesk, aDesk, eventIn } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { managerOnDuty, receptionist } from '#test/support/paper-lodge.ts';
import { applyFeed } from './apply-feed.ts';
import { openStore } from './open-store.ts';
import { runCommand } from './run-command.ts';

const person = {
  name: 'Lucía Delgado',
  country: 'ES',
  phone: '+34 600 111',
  email: 'lu@example.es',
  vip: false,
  note: 'x',
};
let desk: ADesk;
afterEach(() => desk?.close());

const found = (text: string) =>
  prepareFindGuests(desk.store.db, guestNamesOf(desk.store.seals))(text, 10).map((guest) => guest.name);

/** A row as the server's feed brings it. */
const served = <R extends object>(row: R, change: Partial<R>): Record<string, unknown> => ({ ...row, ...change });

function added(name = person.name) {
  return eventIn(runCommand(desk.store, 'addGuest', { ...person, name }, receptionist), 'GuestAdded').guest;
}

test('[S29] what is recorded of a guest is sealed; the key lies beside, and goes from here when the server has answered', () => {
  desk = aDesk(aLodge().lodge);
  const guest = added();
  const [pending] = desk.store.journal.pending();
  const recorded = JSON.stringify([pending, desk.all('guest'), desk.store.db.prepare('SELECT body FROM event').all()]);
  for (const text of [person.name, person.phone, person.email, '"x"']) expect(recorded).not.toContain(text);
  expect(sealedFor(guest.fields.name)).toBe(guest.id);
  expect(found('delgado')).toEqual([person.name]);
  const [made] = desk.store.seals.madeBetween(1, 0, 1);
  expect(made).toMatchObject({ guestId: guest.id });
  expect(recorded).not.toContain(made?.key);
  expect(desk.store.seals.madeBetween(1, 1, 9)).toEqual([]);

  desk.store.journal.drop({ epoch: 1, seq: 1 });
  expect(desk.store.seals.madeBetween(1, 0, 9)).toEqual([]);
});

test('[S5] [S29] a replay keeps the key of a guest made here', () => {
  desk = aDesk(aLodge().lodge);
  const guest = added();
  const [property] = desk.all('property');
  if (property === undefined) throw new Error('no property');
  const row = served(property, { name: 'Another name', version: property.version + 1, writer: 'server/0/x' });
  const { replayed } = applyFeed(desk.store, [{ entity: 'property', id: property.id, row }], undefined, undefined);
  expect(replayed).toBe(1);
  expect(desk.store.seals.read(desk.all('guest')[0]?.name ?? '')).toBe(person.name);
  expect(desk.store.seals.madeBetween(1, 0, 1)[0]?.guestId).toBe(guest.id);
});

test('[S9] [S29] an erasure that waits hides the guest at once, and one that is refused gives the name back', () => {
  desk = aDesk(aLodge().lodge);
  const guest = added();
  const before = desk.all('guest');
  eventIn(runCommand(desk.store, 'eraseGuest', { guestId: guest.id }, managerOnDuty), 'GuestErased');
  expect(found('delgado')).toEqual([]);
  const names = guestNamesOf(desk.store.seals);
  expect(names.all({ concerns: [{ guest: guest.fields.name, amount: 3 }] })).toEqual({
    concerns: [{ guest: ERASED, amount: 3 }],
  });
  expect(names.text(guest.fields.note)).toBe('');

  // The server did not take it: everything it wrote is undone.
  const [, erasure] = desk.store.journal.pending();
  const verdict = {
    ...desk.all('property')[0],
    id: '019a9000-0000-7000-8000-0000000000aa',
    deskCode: 'A',
    epoch: 1,
    seq: 2,
    envelopeId: erasure?.envelope.id,
    command: 'eraseGuest',
    outcome: 'refused',
    reason: 'guest-has-business',
    detail: {},
  };
  const rows = before.map((row) => ({ entity: 'guest', id: row.id, row: { ...row } }));
  const [made] = desk.store.seals.madeBetween(1, 0, 1);
  const key = { ...before[0], id: guest.id, key: made?.key };
  const changes = [...rows, { entity: 'guestKey', id: guest.id, row: key }];
  applyFeed(desk.store, [...changes, { entity: 'verdict', id: verdict.id, row: verdict }], undefined, undefined);
  expect(desk.store.journal.count()).toBe(0);
  expect(found('delgado')).toEqual([person.name]);
});

test('[S29] an erasure that the feed brings takes the guest out of what is found, whichever of key and guest comes', () => {
  desk = aDesk(aLodge().lodge);
  const guest = added();
  const [row] = desk.all('guest');
  const gone = { ...row, id: guest.id, key: '' };
  applyFeed(desk.store, [{ entity: 'guestKey', id: guest.id, row: gone }], undefined, undefined);
  expect(found('delgado')).toEqual([]);
  expect(desk.store.db.prepare('SELECT count(*) FROM guest_text').pluck().get()).toBe(0);
  expect(desk.store.seals.sealing().seal(guest.id, 'late news')).toBe('');
});

test('[S29] a replica from before has its guests found as ever, once they are read off its rows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-before-'));
  const file = join(folder, 'replica.sqlite');
  const db = new Database(file);
  const migrations = new URL('../../shared/schema/migrations/sqlite/', import.meta.url);
  // As the release before left it: its migrations, and its mark of the last of them.
  for (const name of ['0000_replica.sql', '0001_guest_search.sql'])
    for (const sql of readFileSync(new URL(name, migrations), 'utf8').split('--> statement-breakpoint')) db.exec(sql);
  db.exec(`CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric);
    INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('', 1795219863084);
    INSERT INTO meta VALUES ('firstSync', '{"rows":1,"complete":true}');
    INSERT INTO guest (id, tenant_id, property_id, version, writer, created_at, created_by, updated_at, updated_by, name, country, phone, email, vip, note, search_text)
    VALUES ('g', 't', 'p', 1, 'A/1/1', '', '', '', '', 'Yuki Sato', 'JP', '', '', 0, '', 'yuki sato')`);
  db.close();
  const store = openStore({ file });
  const find = prepareFindGuests(store.db, guestNamesOf(store.seals));
  expect(find('sato', 5)).toMatchObject([{ name: 'Yuki Sato', erased: false }]);
  store.close();
  const again = openStore({ file });
  expect(again.readModels.lackTexts()).toBe(false);
  again.close();
  rmSync(folder, { recursive: true });
});
