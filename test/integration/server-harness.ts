import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '#shared/commands/context.ts';
import type { EventOf, EventType } from '#shared/commands/events.ts';
import { type EntityName, type Row } from '#shared/schema/entities.ts';
import type { Role } from '#shared/schema/words.ts';
import { type Envelope, type PushAnswer, hashOf, protocolVersion, pushAnswer } from '#shared/sync/envelope.ts';
import { enrol } from '#main/services/sync/enrol.ts';
import { proofHeader, signText } from '#main/services/sync/desk-keys.ts';
import { entityOf, rowFromFeed } from '#main/store/feed-row.ts';
import type { Identity } from '#main/store/meta.ts';
import { type Store, openStore } from '#main/store/open-store.ts';
import { envelopeCounter } from '#main/store/counters.ts';
import { runCommand } from '#main/store/run-command.ts';
import { executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import type { ServerOutcome } from '#sync-server/engine/server-turns.ts';
import type { ServerConfig } from '#sync-server/config.ts';
import { type RunningServer, startServer } from '#sync-server/server.ts';
import { answer } from '#sync-server/store/answer.ts';
import { openTenant } from '#sync-server/store/tenants.ts';
import { type Place, inTransaction } from '#sync-server/store/transaction.ts';
import { type TestPostgres, startTestPostgres } from '#test/support/postgres.ts';
import { enrolmentCode } from './server-admin.ts';

/** A real server on a real Postgres with a small lodge: `rooms` Garden Twins and one Ridge View, on 20 November 2026. */
export interface ALodgeOnServer {
  readonly server: RunningServer;
  readonly place: Place;
  readonly roomTypeId: string;
  readonly otherTypeId: string;
  readonly roomIds: readonly string[];
  readonly actors: Readonly<Record<'frontDesk' | 'manager' | 'housekeeping', Actor>>;
  /** The server's rows of an entity. */
  all<E extends EntityName>(entity: E): Promise<readonly Row<E>[]>;
  run(name: string, draft: unknown): Promise<ServerOutcome>;
}

export interface LodgeOptions extends Partial<
  Pick<ServerConfig, 'now' | 'feedCheckMs' | 'oldestProtocol' | 'poolSize' | 'jobs'>
> {
  readonly rooms?: number;
  /** Opens another tenant's lodge on the server of this one. */
  readonly beside?: ALodgeOnServer;
  readonly prefix?: string;
}

/** Postgres and servers of one test file. */
export interface ServerGround {
  readonly postgres: TestPostgres;
  lodge(options?: LodgeOptions): Promise<ALodgeOnServer>;
  /** A desk that enrols with a code of its own, or with the one given. */
  desk(lodge: ALodgeOnServer, name?: string, code?: string): Promise<ARemoteDesk>;
  end(): Promise<void>;
}

export async function serverGround(): Promise<ServerGround> {
  const postgres = await startTestPostgres();
  const ends: (() => Promise<void> | void)[] = [() => postgres.stop()];
  let databases = 0;
  return {
    postgres,
    async lodge({ rooms = 2, beside, prefix = 'DRL', ...settings } = {}) {
      if (beside !== undefined) return openLodge(beside.server, rooms, prefix);
      databases += 1;
      const dataFolder = await mkdtemp(join(tmpdir(), 'cairn-server-'));
      const server = await startServer({
        databaseUrl: await postgres.createDatabase(`lodge_${databases}`),
        host: '127.0.0.1',
        port: 0,
        dataFolder,
        logLevel: 'silent',
        poolSize: 8,
        ...settings,
      });
      ends.push(async () => {
        await server.stop();
        await rm(dataFolder, { recursive: true, force: true });
      });
      return openLodge(server, rooms, prefix);
    },
    async desk(lodge, name = 'Reception', code) {
      const desk = await aRemoteDesk(lodge, name, code ?? (await enrolmentCode(lodge)).code);
      ends.push(() => desk.close());
      return desk;
    },
    async end() {
      for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
    },
  };
}

async function openLodge(server: RunningServer, rooms: number, prefix: string): Promise<ALodgeOnServer> {
  const place = { tenantId: uuidv7(), propertyId: uuidv7() };
  const side = { pool: server.pool, now: server.now, together: server.together };
  const run = (name: string, draft: unknown) => executeAsServer(side, place, { name, draft, actor: systemActor });
  await openTenant(server.pool, place, 'Ridge Lodges', server.now());
  const hours = { checkInTime: '14:00', checkOutTime: '12:00', businessDate: '2026-11-20' };
  madeBy(
    await run('openProperty', {
      name: 'Dhampus Ridge Lodge',
      prefix,
      zone: 'Asia/Kathmandu',
      currency: 'NPR',
      ...hours,
    }),
    'PropertyOpened',
  );
  const type = async (code: string, name: string, nightlyRate: number) => {
    const draft = { code, name, position: 0, baseOccupancy: 2, maxOccupancy: 3, nightlyRate };
    return madeBy(await run('addRoomType', draft), 'RoomTypeAdded').roomType.id;
  };
  const room = async (roomTypeId: string, number: number) => {
    const draft = { roomTypeId, number: String(number), floor: '1', position: number, features: [] };
    return madeBy(await run('addRoom', draft), 'RoomAdded').room.id;
  };
  const user = async (name: string, role: Exclude<Role, 'system'>): Promise<Actor> => {
    const draft = { name, initials: name.slice(0, 2), role, pinHash: '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA' };
    return { userId: madeBy(await run('addUser', draft), 'UserAdded').user.id, name, role };
  };
  const roomTypeId = await type('GT', 'Garden Twin', 500_000);
  const otherTypeId = await type('RV', 'Ridge View', 780_000);
  const roomIds: string[] = [];
  for (let n = 0; n < rooms; n++) roomIds.push(await room(roomTypeId, 101 + n));
  await room(otherTypeId, 201);
  return {
    server,
    place,
    roomTypeId,
    otherTypeId,
    roomIds,
    actors: {
      frontDesk: await user('Sabina Gurung', 'frontDesk'),
      manager: await user('Prakash Thapa', 'manager'),
      housekeeping: await user('Maya Rai', 'housekeeping'),
    },
    all: <E extends EntityName>(entity: E) =>
      inTransaction(server.pool, place, async (tx) => {
        const [rows] = await answer(tx, [{ mode: 'peek', entity, where: [] }]);
        return (rows ?? []) as unknown as readonly Row<E>[]; // the need names the entity
      }),
    run,
  };
}

/** The event of a type that a server's command made; throws where it was refused. */
export function madeBy<T extends EventType>(outcome: ServerOutcome, type: T): EventOf<T> {
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason} ${JSON.stringify(outcome.detail)}`);
  const found = outcome.value.events.find((event): event is EventOf<T> => event.type === type);
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
}

/** A desk with the real store, enrolled over HTTP; it sends when it is told to, so that a test decides what arrives when. */
export interface ARemoteDesk {
  readonly store: Store;
  readonly self: Identity;
  /** Brings the replica to what the server's feed says, behind the desk's pending work. */
  pull(): Promise<void>;
  /** Runs a command here and gives its envelope; throws where the desk itself refuses it. */
  run(name: string, draft: unknown, actor?: Actor): { envelope: Envelope; events: readonly { type: string }[] };
  /** A copy of an envelope with other content, its hash in order. */
  forge(envelope: Envelope, changes: Partial<Envelope>): Envelope;
  /** All envelopes from a seq on. */
  envelopes(after?: number): readonly Envelope[];
  push(envelopes: readonly Envelope[], acknowledged?: number): Promise<PushAnswer>;
  /** Asks the feed, with this desk's token and the proof of its key. */
  feed(query: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** A push as it goes over the wire. */
  post(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

async function aRemoteDesk(lodge: ALodgeOnServer, name: string, code: string): Promise<ARemoteDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-desk-'));
  const store = openStore({ file: join(folder, 'replica.sqlite') });
  const enrolled = await enrol(store, { server: lodge.server.url, code, name });
  if (!enrolled.ok) throw new Error(enrolled.message);
  const self = enrolled.value;
  store.transaction(() => store.meta.set('firstSync', { rows: 0, complete: true }));
  const post = (body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return fetch(new URL('/v1/commands', lodge.server.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${self.token}`,
        'cairn-signature': signText(self.privateKey, text),
        ...headers,
      },
      body: text,
    });
  };
  const desk: ARemoteDesk = {
    store,
    self,
    async pull() {
      const { rows } = await lodge.server.pool.query<{ entity: string; id: string; row: Record<string, unknown> }>(
        'SELECT entity, id, row FROM feed WHERE property_id = $1',
        [lodge.place.propertyId],
      );
      store.transaction(() =>
        store.place(
          rows.flatMap(({ entity, id, row }) => {
            const known = entityOf(entity);
            return known === undefined ? [] : [{ entity: known, id, row: rowFromFeed(known, row).row }];
          }),
        ),
      );
    },
    run(command, draft, actor = lodge.actors.frontDesk) {
      const answered = runCommand(store, command, draft, actor);
      if (!answered.ok)
        throw new Error(`${command} refused here: ${answered.reason} ${JSON.stringify(answered.detail)}`);
      const envelope = store.journal.find({ epoch: self.epoch, seq: answered.seq })?.envelope;
      if (envelope === undefined) throw new Error('no envelope');
      return { envelope, events: answered.events as unknown as readonly { type: string }[] }; // events of the command
    },
    forge(envelope, changes) {
      const { hash: _hash, ...unsigned } = { ...envelope, ...changes };
      return { ...unsigned, hash: hashOf(unsigned) };
    },
    envelopes: (after = 0) => store.journal.envelopesAfter(self.epoch, after, 1000),
    async push(envelopes, acknowledged = 0) {
      const last = store.counters.read(envelopeCounter(self.epoch)).value;
      const guestKeys = store.seals.madeBetween(self.epoch, 0, last);
      const response = await post({ desk: self.desk, epoch: self.epoch, envelopes, acknowledged, guestKeys });
      const text = await response.text();
      if (!response.ok) throw new Error(`${response.status} ${text}`);
      return pushAnswer.parse(JSON.parse(text));
    },
    post,
    feed: (query, headers = {}) =>
      fetch(new URL(`/v1/feed?${query}`, lodge.server.url), {
        headers: {
          authorization: `Bearer ${self.token}`,
          'cairn-protocol': String(protocolVersion),
          'cairn-proof': proofHeader(self, Date.parse(lodge.server.now())),
          ...headers,
        },
      }),
    async close() {
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await desk.pull();
  return desk;
}

/** Takes a guest in and books two nights of the lodge's Garden Twin, at this desk. */
export function bookHere(
  desk: ARemoteDesk,
  lodge: ALodgeOnServer,
  wish: { name?: string; from?: string; to?: string; roomId?: string | null } = {},
) {
  const added = desk.run('addGuest', {
    name: wish.name ?? 'Hannah Brandt',
    country: 'DE',
    phone: '+49 151 4407 2231',
    email: '',
    vip: false,
    note: '',
  });
  const guest = added.events.find((event): event is EventOf<'GuestAdded'> => event.type === 'GuestAdded');
  if (guest === undefined) throw new Error('no guest');
  const booked = desk.run('bookStay', bookingDraft(guest.guest.id, lodge, wish));
  const stay = booked.events.find((event): event is EventOf<'StayBooked'> => event.type === 'StayBooked');
  if (stay === undefined) throw new Error('no stay');
  return {
    guestId: guest.guest.id,
    bookingId: stay.booking.id,
    stayId: stay.stay.id,
    occupancyId: stay.occupancy.id,
    envelopes: [added.envelope, booked.envelope] as const,
  };
}

export function bookingDraft(
  guestId: string,
  lodge: ALodgeOnServer,
  wish: { from?: string; to?: string; roomId?: string | null } = {},
) {
  return {
    guestId,
    source: 'walkIn',
    roomTypeId: lodge.roomTypeId,
    roomId: wish.roomId ?? null,
    from: wish.from ?? '2026-11-20',
    to: wish.to ?? '2026-11-22',
    adults: 2,
    children: 0,
    nightlyRate: null,
    wishes: '',
    expectedAt: '',
    note: '',
  };
}
