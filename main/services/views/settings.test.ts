import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import { settingsView } from '#shared/rpc/settings-views.ts';
import { type Replica, aReplica } from '#test/integration/host-replica.ts';
import { aRow, idFor } from '#test/integration/host-rows.ts';
import { prepareSettings } from './settings.ts';

let replica: Replica;
beforeEach(() => (replica = aReplica()));
afterEach(() => replica.remove());

const settings = () => prepareSettings(replica.store().db)(replica.standpoint());

const channel = (code: string, fields: { readonly position: number; readonly active: boolean }, writer?: string) =>
  aRow(
    'channel',
    idFor(`channel ${code}`),
    {
      code,
      name: code,
      source: 'ota',
      channelGroup: 'ota',
      holdMinutes: 60,
      collects: 'channel',
      commissionBasisPoints: 2_000,
      mayOverbook: true,
      cutoffMinutes: 120,
      ...fields,
    },
    writer,
  );

test('[I4] where nothing was set the defaults hold, and nobody set them', () => {
  replica.given();
  expect(settings().policy).toEqual({ id: '', version: null, pending: false, by: '', ...defaultPolicy });
});

test('[I12] [S10] channels stand in their order, those that count no more last; what the server has not yet settled says so', () => {
  replica.given(
    channel('OLD', { position: 0, active: false }),
    channel('VIATOR', { position: 2, active: true }, 'A/1/11'),
    channel('GYG', { position: 1, active: true }, 'A/1/10'),
  );
  expect(settings().channels).toMatchObject([
    { code: 'GYG', pending: false, mayOverbook: true, active: true },
    { code: 'VIATOR', pending: true },
    { code: 'OLD', active: false },
  ]);
  expect(settingsView.parse(settings())).toEqual(settings());
});

test('[U7] an agent says what is owed to it: earned, less what was taken back', () => {
  const agentId = idFor('agent KE');
  const earned = {
    bookingId: idFor('booking 1'),
    agentId,
    channelId: null,
    base: 0,
    currency: 'NPR',
    date: '2026-11-20',
  };
  const rules = [
    { productId: idFor('product PH'), basisPoints: 1_500 },
    { productId: null, basisPoints: 1_000 },
  ];
  replica.given(
    aRow('agent', agentId, { code: 'KE', name: 'KE Adventure', email: '', phone: '', rules, active: true }),
    aRow('commission', idFor('c 1'), { ...earned, earned: null, amount: 5_000, recalled: 1_200 }),
    aRow('commission', idFor('c 2'), { ...earned, earned: null, amount: 700, recalled: 0 }),
  );
  expect(settings().agents).toMatchObject([{ code: 'KE', rules, owed: 4_500, by: '' }]);
});
