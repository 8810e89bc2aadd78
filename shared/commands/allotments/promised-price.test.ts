import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import { aLodgeWithDesks } from '#test/support/a-lodge-with-desks.ts';
import { aGuest } from '#test/support/a-lodge.ts';
import { heldBooking, hold, holdDraft, seatsItem } from '#test/support/a-sale.ts';
import { type PaperAnswer, type PaperLodge, managerOnDuty } from '#test/support/paper-lodge.ts';

const demand = { ...defaultPolicy, expectedVersion: null, demandBelow: 5_000, demandRaise: 1_500 };
const levy = {
  expectedVersion: null,
  code: 'VAT',
  name: 'VAT',
  appliesTo: 'all',
  basisPoints: 1_300,
  amount: 0,
  per: 'item',
  base: 'afterDiscount',
  inclusive: false,
  position: 0,
  fromDate: '2026-01-01',
  toDate: null,
  active: true,
};

const arriving = (server: PaperLodge, made: PaperAnswer, desk: string) => {
  if (!made.ok) throw new Error(made.reason);
  return server.receive(made.recorded, desk);
};

describe('the price of a promised sale', () => {
  test('[B7] [S32] shown another price than it costs, it is asked again at the desk, promised or not', () => {
    const { lodge, departure, topUp } = aLodgeWithDesks(5);
    topUp();
    expect(hold(lodge, [seatsItem(departure.id, 2)], { shownTotal: 1 })).toMatchObject({
      ok: false,
      reason: 'price-changed',
      detail: { agreed: 1, now: 6_400_000 },
    });
    const sold = hold(lodge, [seatsItem(departure.id, 2)], { shownTotal: 6_400_000 });
    expect(heldBooking(lodge, sold).promise).toBe('guaranteed');
  });

  test('[B7] [S32] its price has changed while the desk was away: refused with both, and what it leased is leased still', () => {
    const { lodge: server, departure, slotId, topUp } = aLodgeWithDesks(5);
    topUp();
    const guestId = aGuest(server, 'Lena Fischer');
    const made = server.copy('A').run('holdItems', holdDraft(guestId, [seatsItem(departure.id, 2)]));
    expect(server.run('setTaxRule', levy, managerOnDuty).ok).toBe(true);
    expect(arriving(server, made, 'A')).toMatchObject({
      outcome: 'refused',
      refusal: { reason: 'price-changed', detail: { agreed: 6_400_000, now: 7_232_000 } },
    });
    expect(server.all('lease').find((lease) => lease.slotId === slotId)?.units).toBe(2);
  });

  test('[B7] [S32] [P1] what others left of the pool changes no price of what was promised', () => {
    const { lodge: server, departure, topUp } = aLodgeWithDesks(6);
    server.run('setBookingPolicy', demand, managerOnDuty);
    topUp();
    const guestId = aGuest(server, 'Lena Fischer');
    const made = server.copy('A').run('holdItems', holdDraft(guestId, [seatsItem(departure.id, 2)]));
    const asked = server.copy('B').run('holdItems', holdDraft(guestId, [seatsItem(departure.id, 1)]));
    hold(server, [seatsItem(departure.id, 3)], { name: 'Website' });
    expect(arriving(server, made, 'A').outcome).toBe('applied');
    // What nobody promised costs what it costs by then.
    expect(arriving(server, asked, 'B')).toMatchObject({ refusal: { reason: 'price-changed' } });
  });
});
