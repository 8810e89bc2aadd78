import { openStore, type RowState } from '#main/store/open-store.ts';
import { addDays, dayIn } from '#shared/kernel/dates.ts';
import {
  aDeparture,
  aHold,
  aProduct,
  aSeatBooking,
  aSeatLease,
  anEntry,
  type DepartureWish,
} from '#test/integration/host-departures.ts';
import { aGuest, aProperty, aRoom, aRoomType, aRow, deskA, idFor } from '#test/integration/host-rows.ts';
import { staff, userOf } from '#sync-server/demo/staff.ts';

/*
 * A desk's replica with a month of tours in it, for the screens alone: the rows are written as a server would have sent them,
 * and the server is out of reach. Everything stands around the day on which it is made.
 */

const ZONE = 'Asia/Kathmandu';

/** The place of the sale that the server has not: far beyond what a test's own desk will ever write. */
const PENDING = 9_999;

/** Name, days, hours, seats, and on which days it leaves: every so many from the first of the month on. */
const plan = [
  ['PH', 'Ghorepani Poon Hill', 4, 0, 16, 3],
  ['MH', 'Mardi Himal', 5, 0, 12, 4],
  ['ABC', 'Annapurna Base Camp', 9, 0, 12, 7],
  ['KR', 'Khopra Ridge', 6, 0, 10, 7],
  ['DH', 'Dhampus day hike', 1, 7, 20, 1],
  ['SS', 'Sarangkot sunrise', 1, 5, 18, 1],
  ['PT', 'Paragliding tandem', 1, 2, 8, 1],
  ['KG', 'Kali Gandaki rafting', 2, 0, 16, 7],
  ['VC', 'Village cooking class', 1, 4, 10, 2],
] as const;

const guests = [
  ['Amélie Laurent', 'FR'],
  ['Ingrid Holm', 'NO'],
  ['Marcus Bell', 'US'],
  ['Priya Menon', 'IN'],
  ['Céline Moreau', 'FR'],
  ['Oliver Grant', 'GB'],
  ['Jonas Weber', 'DE'],
  ['Sita Adhikari', 'NP'],
  ['Emma Lindholm', 'SE'],
  ['Tom Aldridge', 'GB'],
] as const;

export interface Tours {
  /** The lodge's day on which they were made. */
  readonly today: string;
  /** The departure with everything on it: four days ahead. */
  readonly busy: DepartureWish;
  /** Another of the same product, seven days ahead, with room. */
  readonly roomy: DepartureWish;
}

/** Writes the replica into a file; `more` products beyond the nine leave every day. */
export async function toursOnDisk(file: string, more = 0): Promise<Tours> {
  const now = new Date();
  const today = dayIn(ZONE, now.toISOString());
  const busy = { product: 'PH', date: addDays(today, 4) };
  const roomy = { product: 'PH', date: addDays(today, 7) };
  const store = openStore({ file });
  const people = await Promise.all(
    staff.map(async (one) => aRow('user', idFor(`user ${one.name}`), await userOf(one))),
  );
  store.transaction(() => {
    store.meta.set('identity', deskA);
    store.meta.set('settled', 10);
    store.meta.set('firstSync', { rows: 100, complete: true });
    const { entity, id, row } = aProperty();
    store.place([
      // The property as the factory has it, on this day.
      { entity, id, row: { ...row, businessDate: today } as typeof row },
      aRoomType('GT'),
      aRoom('101', 'GT'),
      ...people,
      ...guests.map(([name, country]) => aGuest(name, { country, phone: '+977 984 100 200' })),
      ...plan.map(([code, name, days, hours, capacity], position) =>
        aProduct(code, {
          name,
          days,
          hours,
          capacity,
          position,
          kind: days > 1 ? 'trek' : 'activity',
          meetingPoint: 'Lodge terrace',
        }),
      ),
      ...plan.flatMap((line) => aMonth(line, today, [busy.date, roomy.date])),
      ...Array.from({ length: more }, (_, index) => manyDepartures(index, today)).flat(),
      ...aBusyDeparture(busy, now),
      ...aDeparture({ ...roomy, slot: { total: 16, blocked: 2, confirmed: 7, manual: 7 } }),
    ]);
    store.db
      .prepare('INSERT INTO before_image (epoch, seq, ordinal, entity, id, row) VALUES (1, ?, 0, ?, ?, NULL)')
      .run(PENDING, 'seats', idFor('seats DRL-2026-A0459'));
  });
  store.close();
  return { today, busy, roomy };
}

/** A product's departures from the first of this month to the end of the next; those of `except` are the test's own. */
function aMonth(
  [code, , days, , capacity, every]: (typeof plan)[number],
  today: string,
  except: readonly string[],
): RowState[] {
  const first = `${today.slice(0, 7)}-01`;
  return Array.from({ length: Math.floor(60 / every) }, (_, index) => addDays(first, index * every))
    .filter(
      (date) => code !== 'PH' || !except.some((other) => Math.abs(Date.parse(date) - Date.parse(other)) < 86_400_000),
    )
    .flatMap((date, index) => {
      const past = date < today;
      const taken = past ? capacity - (index % 4) : ([capacity, capacity - 1, 5, 3, 7, 2, 0][index % 7] ?? 0);
      const held = past || taken >= capacity ? 0 : index % 3;
      return aDeparture({
        product: code,
        date,
        days,
        ...(code === 'DH' ? { time: '08:00' } : {}),
        cutoffHours: days > 1 ? 13 : 2,
        slot: {
          total: capacity,
          confirmed: taken,
          held: Math.min(held, capacity - taken),
          manual: taken + Math.min(held, capacity - taken),
        },
        fields: {
          guide: index % 2 ? 'Pemba Sherpa' : 'Dawa Tamang',
          waitlist: index % 2 === 0,
          sale: code === 'KG' && index === 4 ? 'closed' : 'byDate',
          minParticipants: days > 1 ? 4 : 0,
        },
      });
    });
}

function manyDepartures(index: number, today: string): RowState[] {
  const code = `X${index}`;
  const first = `${today.slice(0, 7)}-01`;
  return [
    aProduct(code, { name: `Valley walk ${index + 1}`, days: 1, hours: 6, capacity: 20, position: 20 + index }),
    ...Array.from({ length: 30 }, (_, day) => {
      const confirmed = (day * 3 + index) % 18;
      return aDeparture({
        product: code,
        date: addDays(first, day),
        days: 1,
        cutoffHours: 2,
        slot: { total: 20, confirmed, manual: confirmed },
      });
    }).flat(),
  ];
}

/** 16 seats, 2 blocked, 9 confirmed, 3 held, 2 free; with quotas, an allotment's seat among the held, two who wait, and one sale that the server has not. */
function aBusyDeparture(of: DepartureWish, now: Date): RowState[] {
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
  const booking = (
    number: string,
    guest: string,
    units: number,
    more: Partial<Parameters<typeof aSeatBooking>[1]> = {},
  ) => aSeatBooking(number, { of, guest, units, ...more });
  return [
    ...aDeparture({
      ...of,
      fields: { guide: 'Pemba Sherpa', waitlist: true },
      slot: {
        total: 16,
        blocked: 2,
        confirmed: 9,
        held: 4,
        website: 6,
        ota: 3,
        manual: 4,
        overbookingLimit: 1,
        quotas: {
          website: { units: 6, basisPoints: null, releasedAt: null },
          ota: { units: 4, basisPoints: null, releasedAt: null },
        },
      },
    }),
    aRow('channel', idFor('channel viator'), {
      code: 'viator',
      name: 'Viator',
      source: 'ota',
      channelGroup: 'ota',
      holdMinutes: 60,
      collects: 'channel',
      commissionBasisPoints: 2000,
      mayOverbook: false,
      cutoffMinutes: 0,
      position: 1,
      active: true,
    }),
    ...booking('DRL-2026-W0384', 'Amélie Laurent', 2, { paid: 6_400_000, booking: { source: 'website' } }),
    ...booking('DRL-2026-A0455', 'Ingrid Holm', 2, {
      paid: 1_920_000,
      booking: { source: 'walkIn' },
      seats: { travellers: 'Ingrid Holm, Lars Holm', requirements: 'Vegetarian; mild altitude sickness before' },
    }),
    ...booking('DRL-2026-V0118', 'Marcus Bell', 1, { booking: { source: 'ota', channelId: idFor('channel viator') } }),
    ...booking('DRL-2026-V0121', 'Priya Menon', 2, { booking: { source: 'ota', channelId: idFor('channel viator') } }),
    ...booking('DRL-2026-W0401', 'Céline Moreau', 2, { paid: 3_200_000, booking: { source: 'website' } }),
    ...booking('DRL-2026-A0459', 'Oliver Grant', 2, { madeBy: `A/1/${PENDING}`, booking: { source: 'phone' } }),
    ...booking('DRL-2026-W0402', 'Jonas Weber', 2, { status: 'HELD', booking: { source: 'website' } }),
    ...booking('DRL-2026-A0460', 'Sita Adhikari', 1, { status: 'HELD', booking: { source: 'whatsapp' } }),
    ...aHold('website', {
      of,
      units: 2,
      expiresAt: at(12),
      booking: 'DRL-2026-W0402',
      group: 'website',
      fields: { type: 'PAYMENT_PENDING' },
    }),
    ...aHold('passport', {
      of,
      units: 1,
      expiresAt: at(1368),
      booking: 'DRL-2026-A0460',
      fields: { type: 'APPROVAL_PENDING', source: 'whatsapp', waitsFor: 'passport awaited' },
    }),
    aSeatLease('A', of, 1),
    anEntry('Emma', { of, guest: 'Emma Lindholm', units: 3, joinedAt: at(-2880), source: 'email' }),
    anEntry('Tom', { of, guest: 'Tom Aldridge', units: 2, joinedAt: at(-90), source: 'whatsapp' }),
  ];
}
