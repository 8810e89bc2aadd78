import { eventOf } from './event-of.ts';
import type { LodgeInTheMaking } from './live-lodge.ts';

/** Channels, an agent, value added tax on tours, and a code for who books early. */
export async function openTerms(
  { run, actors, dateOf }: LodgeInTheMaking,
  when: { readonly day: number; readonly time: string },
): Promise<{ channels: Readonly<Record<'viator' | 'getYourGuide', string>>; agentId: string }> {
  const { manager } = actors;
  const isNew = { expectedVersion: null, active: true };
  const channel = async (code: string, name: string, position: number) => {
    const settings = { source: 'ota', channelGroup: 'ota', holdMinutes: 60, collects: 'channel', cutoffMinutes: 0 };
    const draft = { ...isNew, ...settings, code, name, commissionBasisPoints: 2_000, mayOverbook: true, position };
    return eventOf(await run(`channel/${code}`, 'setChannel', draft, manager, when), 'ChannelSet').channelId;
  };
  const channels = {
    viator: await channel('VIATOR', 'Viator', 0),
    getYourGuide: await channel('GYG', 'GetYourGuide', 1),
  };
  const vat = {
    ...isNew,
    code: 'VAT',
    name: 'VAT',
    appliesTo: 'seats',
    basisPoints: 1_300,
    amount: 0,
    per: 'booking',
    base: 'afterDiscount',
    inclusive: false,
    position: 0,
    fromDate: '2026-01-01',
    toDate: null,
  };
  await run('tax/VAT', 'setTaxRule', vat, manager, when);
  const early10 = {
    ...isNew,
    code: 'EARLY10',
    name: 'Early bird',
    basisPoints: 1_000,
    amount: 0,
    fromDate: dateOf(when.day),
    toDate: dateOf(365),
    productIds: [],
    mostUses: null,
  };
  await run('promotion/EARLY10', 'setPromotion', early10, manager, when);
  const agent = {
    ...isNew,
    code: 'KE',
    name: 'KE Adventure Travel',
    email: 'groups@ke-adventure.example',
    phone: '',
    rules: [{ productId: null, basisPoints: 1_000 }],
  };
  const { agentId } = eventOf(await run('agent/KE', 'setAgent', agent, manager, when), 'AgentSet');
  return { channels, agentId };
}
