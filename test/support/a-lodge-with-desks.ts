import { aDepartureOf } from './a-sale.ts';
import { eventOf, managerOnDuty, system } from './paper-lodge.ts';

/** What every desk keeps where nothing else is said. */
export const everyDeskKeeps = { seatUnits: 2, seatDays: 7, roomUnits: 1, roomDays: 2, keepLast: 0, active: true };

/** A lodge whose desks A and B are enrolled, with one departure, and what every desk keeps. */
export function aLodgeWithDesks(
  seats: number,
  policy: Partial<typeof everyDeskKeeps> = {},
  more: Readonly<Record<string, unknown>> = {},
) {
  const { lodge: server, departure, roomTypeId } = aDepartureOf(seats, more);
  const lodge = server.copy('A');
  for (const code of ['A', 'B']) lodge.run('enrolDesk', { code, name: code }, system);
  const draft = { deskCode: null, ...everyDeskKeeps, ...policy, expectedVersion: 0 };
  eventOf(lodge.run('setAllotmentPolicy', draft, managerOnDuty), 'AllotmentPolicySet');
  const { slotId } = departure;
  const topUp = (deskCode = 'A', epoch = 1) =>
    lodge.run('topUpLeases', { deskCode, epoch, departureIds: [departure.id], nights: [] }, system);
  return { lodge, departure, roomTypeId, slotId, topUp };
}
