import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { vi } from 'vitest';
import type { Actor } from '#shared/commands/context.ts';
import type { Event, EventOf, EventType } from '#shared/commands/events.ts';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import type { LineView } from '#shared/rpc/sync-views.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';
import { type DeskSync, startSync } from '#main/services/sync/start-sync.ts';
import { enrol } from '#main/services/sync/enrol.ts';
import { type Store, openStore } from '#main/store/open-store.ts';
import { runCommand } from '#main/store/run-command.ts';
import { executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import { type RunningServer, startServer } from '#sync-server/server.ts';
import { openTenant } from '#sync-server/store/tenants.ts';
import { type TestPostgres, startTestPostgres } from '#test/support/postgres.ts';

/** A real server on a real Postgres with one small lodge: 2 Garden Twins, 1 Ridge View, and a receptionist. */
export interface AProperty {
  readonly server: RunningServer;
  readonly place: { readonly tenantId: string; readonly propertyId: string };
  readonly receptionist: Actor;
  readonly roomTypeId: string;
  readonly otherTypeId: string;
  readonly roomIds: readonly string[];
  /** Runs a command with authority, as a job or an administrator does; throws where it is refused. */
  act(name: string, draft: unknown): Promise<readonly Event[]>;
  /** Enrols a desk, through `via` where a test stands between, and starts its sync. */
  desk(name: string, via?: string): Promise<LiveDesk>;
  /** The server goes away at once and comes back on its port. */
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  /** While the server is away: what it kept of its shapes is gone, so that every desk fetches anew. */
  forgetShapes(): void;
  /** The Postgres beneath, to be killed and started again. */
  readonly postgres: TestPostgres;
  stop(): Promise<void>;
}

/** A desk with its sync running, and what tests ask of it. */
export interface LiveDesk {
  readonly store: Store;
  readonly sync: DeskSync;
  readonly lines: readonly LineView[];
  run(name: string, draft: unknown): CommandAnswer;
  all<E extends EntityName>(entity: E): Row<E>[];
  /** Waits until nothing is pending and the feed has brought every verdict. */
  settled(): Promise<void>;
  stop(): void;
}

/** `settings` are Postgres' own, for tests of what it keeps; `now` is the server's clock where a test moves it. */
export async function aProperty(
  settings: Readonly<Record<string, string>> = {},
  now?: () => string,
): Promise<AProperty> {
  const postgres = await startTestPostgres(settings);
  const databaseUrl = await postgres.createDatabase(`sync_${uuidv7().replaceAll('-', '')}`);
  const folder = mkdtempSync(join(tmpdir(), 'cairn-sync-'));
  const config = {
    databaseUrl,
    host: '127.0.0.1',
    dataFolder: join(folder, 'server'),
    logLevel: 'silent',
    poolSize: 6,
    ...(now === undefined ? {} : { now }),
  } as const;
  let server = await startServer({ ...config, port: 0 });
  const port = Number(new URL(server.url).port);
  const place = { tenantId: uuidv7(), propertyId: uuidv7() };
  await openTenant(server.pool, place, 'Dhampus Ridge', server.now());
  const desks: LiveDesk[] = [];
  const act = async (name: string, draft: unknown) => {
    const outcome = await executeAsServer(server, place, { name, draft, actor: systemActor });
    if (!outcome.ok) throw new Error(`${name}: ${outcome.reason} ${JSON.stringify(outcome.detail)}`);
    return outcome.value.events;
  };
  const times = { zone: 'Asia/Kathmandu', checkInTime: '14:00', checkOutTime: '12:00', businessDate: '2026-11-20' };
  await act('openProperty', { name: 'Dhampus Ridge Lodge', prefix: 'DRL', currency: 'NPR', ...times });
  const person = { name: 'Sabina Gurung', initials: 'SG', role: 'frontDesk', pinHash: '$argon2id$test' };
  const { user } = made(await act('addUser', person), 'UserAdded');
  const type = async (code: string, name: string, nightlyRate: number) =>
    made(
      await act('addRoomType', { code, name, position: 0, baseOccupancy: 2, maxOccupancy: 3, nightlyRate }),
      'RoomTypeAdded',
    ).roomType.id;
  const room = async (roomTypeId: string, number: string) =>
    made(await act('addRoom', { roomTypeId, number, floor: '1', position: 0, features: [] }), 'RoomAdded').room.id;
  const roomTypeId = await type('GT', 'Garden Twin', 500_000);
  const otherTypeId = await type('RV', 'Ridge View', 780_000);
  const roomIds = [await room(roomTypeId, '101'), await room(roomTypeId, '102')];
  await room(otherTypeId, '201');
  const receptionist: Actor = { userId: user.id, name: person.name, role: 'frontDesk' };

  return {
    get server() {
      return server;
    },
    postgres,
    place,
    receptionist,
    roomTypeId,
    otherTypeId,
    roomIds,
    act,
    async desk(name, via = server.url) {
      const asked = await fetch(new URL('/v1/admin/enrolment-codes', server.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(place),
      });
      // The server's answer to the administrator.
      const { code } = (await asked.json()) as { code: string };
      const store = openStore({ file: join(folder, `${name}.sqlite`) });
      const enrolled = await enrol(store, { server: via, code, name });
      if (!enrolled.ok) throw new Error(enrolled.message);
      const desk = liveDesk(store, receptionist);
      desks.push(desk);
      await vi.waitFor(() => up(desk), { timeout: 60_000, interval: 10 });
      return desk;
    },
    stopServer: () => server.stop(),
    forgetShapes: () => rmSync(join(config.dataFolder, 'electric'), { recursive: true, force: true }),
    async startServer() {
      server = await startServer({ ...config, port });
    },
    async stop() {
      for (const desk of desks) desk.stop();
      await server.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts the sync of an enrolled replica. */
export function liveDesk(store: Store, actor: Actor): LiveDesk {
  const lines: LineView[] = [];
  const sync = startSync({ store, onChange: () => {}, onLine: (line) => lines.push(line) });
  let running = true;
  return {
    store,
    sync,
    lines,
    run: (name, draft) => runCommand(store, name, draft, actor),
    all: <E extends EntityName>(entity: E) => store.answer({ mode: 'peek', entity, where: [] }) as unknown as Row<E>[], // the answer to a need of that entity
    async settled() {
      const none = () => {
        if (store.journal.count() > 0) throw new Error(`${store.journal.count()} pending, ${sync.status().lastError}`);
      };
      await vi.waitFor(none, { timeout: 120_000, interval: 10 });
    },
    stop() {
      if (!running) return;
      running = false;
      sync.stop();
      store.close();
    },
  };
}

function up({ sync }: LiveDesk): void {
  const { firstSync, line, lastError } = sync.status();
  if (!firstSync.complete || line.state !== 'online') throw new Error(`${line.state}: ${lastError ?? 'first sync'}`);
}

/** Waits until what is asked holds. */
export async function until(what: () => boolean, says = String(what)): Promise<void> {
  await vi.waitFor(
    () => {
      if (!what()) throw new Error(`still not: ${says}`);
    },
    { timeout: 60_000, interval: 5 },
  );
}

/** The event of a type among events; throws where it is not there. */
export function made<T extends EventType>(events: readonly { readonly type: string }[], type: T): EventOf<T> {
  const found = events.find((event) => event.type === type);
  if (found === undefined) throw new Error(`no ${type} among ${events.map((event) => event.type).join(', ')}`);
  // An event's type tells it from all others.
  return found as unknown as EventOf<T>;
}

/** What a command made, or an error with why it was refused. */
export function done(answer: CommandAnswer): readonly { readonly type: string }[] {
  if (!answer.ok) throw new Error(`refused: ${answer.reason} ${JSON.stringify(answer.detail)}`);
  return answer.events;
}

/** A walk-in at a desk: guest and stay of one night or more from the business date. */
export function walkIn(
  desk: LiveDesk,
  roomTypeId: string,
  roomId: string | null = null,
  name = 'Hannah Brandt',
  to = '2026-11-22',
) {
  const profile = { name, country: 'DE', phone: '+49 151 440722', email: '', vip: false, note: '' };
  const { guest } = made(done(desk.run('addGuest', profile)), 'GuestAdded');
  const wish = { adults: 2, children: 0, nightlyRate: null, wishes: '', expectedAt: '', note: '' };
  const draft = { guestId: guest.id, source: 'walkIn', roomTypeId, roomId, from: '2026-11-20', to, ...wish };
  const { booking, stay, occupancy } = made(done(desk.run('bookStay', draft)), 'StayBooked');
  return {
    guestId: guest.id,
    bookingId: booking.id,
    stayId: stay.id,
    occupancyId: occupancy.id,
    total: booking.fields.total,
  };
}
