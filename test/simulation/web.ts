import type { Actor } from '#shared/commands/context.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import type { ServerOutcome } from '#sync-server/engine/server-turns.ts';
import type { Chance } from './chance.ts';
import { personOf } from './deeds.ts';
import type { Lodge } from './lodge.ts';
import { insist } from './insist.ts';
import type { TheServer } from './the-server.ts';
import { buyTourOnTheWeb } from './tour-web.ts';

/** Whoever buys without a desk: the website's guests, and a reseller. They compete for the same rooms. */
export interface Web {
  readonly server: TheServer;
  readonly lodge: Lodge;
  readonly chance: Chance;
  readonly now: () => number;
  readonly heard: (what: string, outcome: ServerOutcome) => void;
  readonly count: (what: string) => void;
}

const buyer: Actor = { userId: 'website', name: 'Website', role: 'agent' };

/** Books, or cancels what was booked there. */
export async function buyOnTheWeb(web: Web): Promise<void> {
  const { chance, lodge, server } = web;
  if (!server.up) return;
  if (chance.happens(0.2)) return cancel(web);
  // A plain seed has no tours, and draws nothing for them.
  if (lodge.tours !== undefined && chance.happens(0.6)) return buyTourOnTheWeb(web);
  const businessDate = await businessDateOf(web);
  const guestId = await guestOnTheWeb(web);
  if (guestId === undefined) return;
  const from = addDays(businessDate, chance.between(0, 3));
  const isOta = chance.happens(0.5);
  await commandOnTheWeb(web, 'bookStay', {
    guestId,
    source: isOta ? 'ota' : 'website',
    // A reseller pushes the same booking twice now and then.
    ...(isOta ? { externalRef: `OTA-${chance.below(12)}` } : {}),
    roomTypeId: chance.pick(lodge.roomTypeIds),
    roomId: null,
    from,
    to: addDays(from, chance.between(1, 3)),
    adults: 2,
    children: 0,
    nightlyRate: null,
    wishes: '',
    expectedAt: '',
    note: '',
  });
}

/** The house's business date, as the server has it. */
export async function businessDateOf({ server, lodge }: Web): Promise<string> {
  const { rows } = await server.probe.query<{ day: string }>(
    'SELECT business_date::text AS day FROM property WHERE id = $1',
    [lodge.place.propertyId],
  );
  return rows[0]?.day ?? '';
}

/** A buyer whom the house does not know yet. */
export async function guestOnTheWeb(web: Web): Promise<string | undefined> {
  const added = await commandOnTheWeb(web, 'addGuest', personOf(web.chance));
  return added?.ok === true ? added.value.events.find((event) => event.type === 'GuestAdded')?.guest.id : undefined;
}

async function cancel(web: Web): Promise<void> {
  const { rows: bookings } = await web.server.probe.query<
    Record<'id' | 'source' | 'status', string> & { version: number }
  >(`SELECT id, source, status, version::int AS version FROM booking WHERE property_id = $1 ORDER BY id`, [
    web.lodge.place.propertyId,
  ]);
  const booking = web.chance.pick(
    bookings.filter(({ status, source }) => status === 'CONFIRMED' && ['website', 'ota'].includes(source)),
  );
  if (booking !== undefined)
    await commandOnTheWeb(web, 'cancelBooking', {
      bookingId: booking.id,
      expectedVersion: booking.version,
      reason: 'by its buyer',
    });
}

/** Undefined where the server broke over it too often; whether it was carried out then nobody knows. */
export async function commandOnTheWeb(
  { server, lodge, chance, now, heard }: Web,
  name: string,
  draft: unknown,
  /** What a gateway tells is taken by the house itself, with the server's own receipts. */
  byTheHouse = false,
): Promise<ServerOutcome | undefined> {
  const id = chance.id(now());
  for (let tries = 0; tries < 3; tries++) {
    const outcome = await insist(server, () =>
      // The same id again: what was carried out already is not carried out twice.
      executeAsServer(server.side, lodge.place, {
        name,
        draft,
        id,
        ...(byTheHouse ? { actor: systemActor, receipts: true } : { actor: buyer }),
      }),
    );
    if (outcome === undefined) continue;
    heard(name, outcome);
    return outcome;
  }
  return undefined;
}
