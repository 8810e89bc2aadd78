import { describe, expect, test } from 'vitest';
import { deriveId } from '#shared/kernel/ids.ts';
import { aDepartureOf, figuresOf, heldBooking, hold, seatsItem } from '#test/support/a-sale.ts';
import { type PaperLodge, eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

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
});
