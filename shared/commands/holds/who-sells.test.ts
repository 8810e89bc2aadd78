import { describe, expect, test } from 'vitest';
import type { Actor } from '#shared/commands/context.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { aDepartureOf, figuresOf, heldBooking, hold, seatsItem } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty, receptionist, system } from '#test/support/paper-lodge.ts';

const reseller = {
  expectedVersion: null,
  code: 'VTR',
  name: 'Viator',
  source: 'ota',
  channelGroup: 'ota',
  holdMinutes: 60,
  collects: 'property',
  commissionBasisPoints: 2_000,
  mayOverbook: false,
  cutoffMinutes: 0,
  position: 0,
  active: true,
};
const broker = { expectedVersion: null, code: 'HT', name: 'Hima', email: '', phone: '', rules: [], active: true };

const aChannel = (lodge: PaperLodge, more: object = {}) =>
  eventOf(lodge.run('setChannel', { ...reseller, ...more }, managerOnDuty), 'ChannelSet').channelId;
const anAgent = (lodge: PaperLodge, more: object = {}) =>
  eventOf(lodge.run('setAgent', { ...broker, ...more }, managerOnDuty), 'AgentSet').agentId;

describe('who brings a sale', () => {
  test('[I12] [U7] nothing is sold by a channel or for an agent that is not known, or that is not worked with any more', () => {
    const { lodge, departure } = aDepartureOf(4);
    const nobody = deriveId(departure.id, 'nobody');
    const sale = (more: object) => hold(lodge, [seatsItem(departure.id)], { source: 'ota', ...more });
    expect(sale({ channelId: nobody, externalRef: 'V-1' })).toMatchObject({
      reason: 'not-found',
      detail: { entity: 'channel' },
    });
    expect(sale({ agentId: nobody })).toMatchObject({ reason: 'not-found', detail: { entity: 'agent' } });
    const [channelId, agentId] = [aChannel(lodge), anAgent(lodge)];
    heldBooking(lodge, sale({ channelId, agentId }));
    const versionOf = (of: 'channel' | 'agent', id: string) => lodge.one(of, id).version;
    aChannel(lodge, { expectedVersion: versionOf('channel', channelId), active: false });
    anAgent(lodge, { expectedVersion: versionOf('agent', agentId), active: false });
    expect(sale({ channelId })).toMatchObject({ reason: 'not-on-sale', detail: { channel: 'Viator' } });
    expect(sale({ agentId })).toMatchObject({ reason: 'not-on-sale', detail: { agent: 'Hima' } });
    expect(figuresOf(lodge, departure.slotId)).toBe('1 held, 0 confirmed, 0 forced of 4');
  });

  test('[I2] [B3] naming a channel neither overbooks nor sells without money: its reference does, or a manager', () => {
    const { lodge, departure } = aDepartureOf(1, { overbookingLimit: 3 });
    const may = aChannel(lodge, { mayOverbook: true });
    const collects = aChannel(lodge, { code: 'GYG', collects: 'channel', mayOverbook: true });
    const sale = (more: object, actor?: Actor) =>
      hold(lodge, [seatsItem(departure.id)], { source: 'ota', ...more }, actor);
    expect(sale({ channelId: collects })).toMatchObject({ reason: 'no-right', detail: { why: 'no-reference' } });
    expect(heldBooking(lodge, sale({ channelId: collects, externalRef: 'G-1' })).status).toBe('CONFIRMED');
    for (const actor of [receptionist, { ...receptionist, role: 'agent' as const }]) {
      expect(sale({ channelId: may }, actor)).toMatchObject({ reason: 'sold-out' });
      expect(sale({ channelId: may, overbook: true, externalRef: ' ' }, actor)).toMatchObject({ reason: 'no-right' });
    }
    expect(heldBooking(lodge, sale({ channelId: may, externalRef: 'V-1' })).overbooked).toBe(true);
    const byManager = sale({ channelId: collects, overbook: true }, managerOnDuty);
    expect(heldBooking(lodge, byManager)).toMatchObject({ status: 'CONFIRMED', overbooked: true });
  });

  test('[B5] a push of what was cancelled, or ran out, does not pass for sold: the answer says how the first booking ended', () => {
    const { lodge, departure } = aDepartureOf(4);
    const channelId = aChannel(lodge);
    const push = (externalRef: string) =>
      hold(lodge, [seatsItem(departure.id)], { source: 'ota', channelId, externalRef });
    const [off, out] = ['V-1', 'V-2'].map((ref) => heldBooking(lodge, push(ref)));
    const cancelled = { bookingId: off?.id, expectedVersion: 1, reason: 'wish' };
    eventOf(lodge.run('cancelBooking', cancelled), 'HoldEnded');
    lodge.pass(61);
    lodge.run('expireHold', { holdId: out?.holdId }, system);
    for (const [ref, first, status] of [
      ['V-1', off, 'CANCELLED'],
      ['V-2', out, 'EXPIRED'],
    ] as const)
      expect(push(ref)).toMatchObject({
        ok: false,
        reason: 'already-exists',
        detail: { bookingId: first?.id, number: first?.number, status },
      });
    expect(figuresOf(lodge, departure.slotId)).toBe('0 held, 0 confirmed, 0 forced of 4');
  });
});
