import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveId } from '#shared/kernel/ids.ts';
import type { EntityName, Row } from '#shared/schema/entities.ts';
import { type ADesk, aDesk } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { type PaperLodge, managerOnDuty, receptionist } from '#test/support/paper-lodge.ts';
import { type FeedChange, applyFeed } from './apply-feed.ts';
import { settledPlace } from './places.ts';
import { rebaseJournal } from './rebase-journal.ts';
import { runCommand } from './run-command.ts';

/** A server on paper with its feed: what each transaction changed, in order, and how far the desk has followed. */
class PaperServer {
  readonly lodge: PaperLodge;
  readonly transactions: FeedChange[][] = [];
  #seen: Map<string, Row<EntityName>>;

  constructor(lodge: PaperLodge) {
    this.lodge = lodge;
    this.#seen = rowsOf(lodge);
  }

  /** Notes what has changed since the last time as one transaction. */
  commit(verdicts: readonly FeedChange[] = []): void {
    const now = rowsOf(this.lodge);
    const changes = [...now]
      .filter(([key, row]) => this.#seen.get(key) !== row)
      .map(([key, row]) => ({ entity: key.split('/')[0] ?? '', id: row.id, row: { ...row } }));
    this.#seen = now;
    if (changes.length + verdicts.length > 0) this.transactions.push([...changes, ...verdicts]);
  }

  /** Takes the desk's envelopes up to a seq, each in a transaction of its own. */
  take(desk: ADesk, from: number, count: number): number {
    const envelopes = desk.store.journal.envelopesAfter(1, from, count);
    for (const envelope of envelopes) {
      const judged = this.lodge.receive(envelope, desk.self.desk);
      const stamps = { tenantId: desk.self.tenantId, propertyId: desk.self.propertyId, version: 1, writer: 'server/1' };
      const times = { createdAt: envelope.now, createdBy: 's', updatedAt: envelope.now, updatedBy: 's' };
      const id = deriveId(envelope.id, 'verdict');
      const place = { deskCode: desk.self.desk, epoch: 1, seq: envelope.seq, envelopeId: envelope.id };
      const reason = judged.outcome === 'refused' ? judged.refusal.reason : '';
      const answer = { command: envelope.name, outcome: judged.outcome, reason, detail: {} };
      this.commit([{ entity: 'verdict', id, row: { id, ...stamps, ...times, ...place, ...answer } }]);
    }
    return envelopes.at(-1)?.seq ?? from;
  }
}

function rowsOf(lodge: PaperLodge): Map<string, Row<EntityName>> {
  return new Map(
    [...lodge.rows].flatMap(([entity, table]) => [...table].map(([id, row]) => [`${entity}/${id}`, row] as const)),
  );
}

const pick = fc.nat({ max: 20 });
const place = fc.constantFrom('desk' as const, 'stranger' as const);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('book' as const), at: place, night: fc.nat({ max: 2 }), room: pick }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), at: place, which: pick, room: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), at: place, which: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('checkIn' as const), at: place, which: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pay' as const), at: place, which: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('checkOut' as const), at: place, which: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('outOfOrder' as const), at: place, room: pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('push' as const), count: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('follow' as const), count: fc.integer({ min: 1, max: 6 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** The desk's or the stranger's hands: what they see, and how they run a command. */
interface Hands {
  readonly run: (name: string, draft: unknown) => { readonly ok: boolean };
  readonly all: <E extends EntityName>(entity: E) => Row<E>[];
}

function act(
  hands: Hands,
  one: Extract<Step, { at: unknown }>,
  roomTypeId: string,
  roomIds: readonly string[],
): boolean {
  const room = 'room' in one ? (roomIds[one.room % (roomIds.length + 1)] ?? null) : null;
  const stays = hands.all('stay').filter((found) => found.status !== 'CANCELLED');
  const stay = 'which' in one ? stays[one.which % Math.max(1, stays.length)] : undefined;
  const booking = hands.all('booking').find((found) => found.id === stay?.bookingId);
  const part = hands.all('occupancy').find((found) => found.stayId === stay?.id);
  switch (one.do) {
    case 'book': {
      const profile = { name: 'Bimala Rai', country: 'NP', phone: '9801', email: '', vip: false, note: '' };
      hands.run('addGuest', profile);
      const guestId = hands.all('guest').at(-1)?.id ?? '';
      const [from, to] = [`2026-11-2${one.night}`, `2026-11-2${one.night + 1}`];
      const pax = { adults: 2, children: 0, nightlyRate: null, wishes: '', expectedAt: '', note: '' };
      return hands.run('bookStay', { guestId, source: 'phone', roomTypeId, roomId: room, from, to, ...pax }).ok;
    }
    case 'outOfOrder':
      return hands.run('putOutOfOrder', {
        roomId: room ?? '-',
        kind: 'OOO',
        from: '2026-11-20',
        to: '2026-11-22',
        reason: 'pipe',
      }).ok;
    case 'move': {
      if (stay === undefined || part === undefined) return false;
      const wish = { roomId: room, from: stay.arrival, to: stay.departure, price: 'keep' };
      return hands.run('moveStay', { stayId: stay.id, occupancyId: part.id, expectedVersion: stay.version, ...wish })
        .ok;
    }
    case 'cancel': {
      const wish = { bookingId: booking?.id ?? '-', expectedVersion: booking?.version ?? 1, reason: 'wish' };
      return hands.run('cancelBooking', wish).ok;
    }
    case 'checkIn':
      return hands.run('checkIn', { stayId: stay?.id ?? '-', override: 'now' }).ok;
    case 'pay':
      return hands.run('takeCash', { bookingId: booking?.id ?? '-', amount: 500_000, tendered: 500_000 }).ok;
    case 'checkOut':
      return hands.run('checkOut', { stayId: stay?.id ?? '-' }).ok;
  }
}

function standing(desk: ADesk) {
  const flags = desk.store.journal.pending().map(({ likelyRefused, reason }) => ({ likelyRefused, reason }));
  const chart = desk.store.db.prepare('SELECT * FROM calendar_segment ORDER BY id').all();
  // The moments of writing may wait for the next rebase: nothing is decided on them.
  const rows = [...desk.rows()].map(([key, row]) => [key, { ...row, createdAt: '', updatedAt: '' }]);
  return { rows, flags, chart };
}

test(
  '[S8] [S9] [S10] [S19] whatever happens between, running again only what stands on changed ground is running all again; at the end the replica is the server’s rows',
  { timeout: 120_000 },
  () => {
    const met = { rebases: 0, replayed: 0, spared: 0, likely: 0, refused: 0 };
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 45 }), (steps) => {
        const { lodge, roomTypeId, roomIds } = aLodge({ rooms: 2 });
        const server = new PaperServer(lodge);
        const desk = aDesk(lodge);
        try {
          const atDesk: Hands = {
            run: (name, draft) => runCommand(desk.store, name, draft, receptionist),
            all: desk.all,
          };
          const stranger: Hands = {
            run: (name, draft) => lodge.run(name, draft, managerOnDuty),
            all: (entity) => lodge.all(entity),
          };
          let taken = 0;
          let followed = 0;
          const follow = (count: number) => {
            const changes = server.transactions.slice(followed, followed + count).flat();
            followed = Math.min(server.transactions.length, followed + count);
            const waiting = desk.store.journal.count();
            const { settled, replayed } = applyFeed(desk.store, changes, undefined, undefined);
            met.rebases += waiting > 0 ? 1 : 0;
            met.replayed += replayed;
            met.spared += waiting - settled - replayed;
            const planned = standing(desk);
            met.likely += planned.flags.filter((flag) => flag.likelyRefused).length;
            desk.store.transaction(() => rebaseJournal(desk.store, desk.self, [], settledPlace(desk.store), true));
            expect(planned).toEqual(standing(desk));
          };
          for (const one of steps) {
            if (one.do === 'push') taken = server.take(desk, taken, one.count);
            else if (one.do === 'follow') follow(one.count);
            else if (one.at === 'desk') act(atDesk, one, roomTypeId, roomIds);
            else {
              act(stranger, one, roomTypeId, roomIds);
              server.commit();
            }
          }
          taken = server.take(desk, taken, 500);
          follow(1000);
          met.refused += desk.all('verdict').filter((verdict) => verdict.outcome === 'refused').length;
          expect(desk.store.journal.count()).toBe(0);
          const served = rowsOf(lodge);
          const mine = new Map([...desk.rows()].filter(([key]) => !key.startsWith('verdict/')));
          expect(mine).toEqual(new Map([...mine.keys()].map((key) => [key, served.get(key)])));
          expect(mine.size).toBe(served.size);
        } finally {
          desk.close();
        }
      }),
      { numRuns: Number(process.env['CAIRN_RUNS'] ?? 40) },
    );
    // Runs in which nothing of this happened would prove nothing.
    expect(Math.min(...Object.values(met))).toBeGreaterThan(0);
  },
);
