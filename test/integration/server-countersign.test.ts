import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Countersign, countersignText } from '#shared/sync/envelope.ts';
import { isSignedWith } from '#sync-server/engine/signature.ts';
import { openPool } from '#sync-server/store/pool.ts';
import { serverKeyOf } from '#sync-server/store/server-key.ts';
import { migrate } from '#sync-server/store/migrate.ts';
import { type ARemoteDesk, type ServerGround, bookHere, bookingDraft, serverGround } from './server-harness.ts';

let ground: ServerGround;
beforeAll(async () => {
  ground = await serverGround();
});
afterAll(async () => ground.end());

function isSound(desk: ARemoteDesk, countersign: Countersign | undefined): boolean {
  const { self } = desk;
  if (countersign === undefined || self.serverKey === undefined) return false;
  const text = countersignText(self, { desk: self.desk, epoch: self.epoch, ...countersign });
  return isSignedWith(self.serverKey, text, countersign.signature);
}

describe('the server’s word for what it has', () => {
  it('[S7] is given with every push: how far the epoch came, with its hash, signed with the key that enrolment told', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    expect((await desk.push([])).countersign).toBeUndefined();
    const { envelopes } = bookHere(desk, lodge);
    const first = await desk.push([envelopes[0]]);
    expect(first.countersign).toMatchObject({ seq: 1, hash: envelopes[0].hash });
    const second = await desk.push(envelopes);
    expect(second.countersign).toMatchObject({ seq: 2, hash: envelopes[1].hash });
    // A repeat of what lies before does not take it back, and neither does an idle push.
    const repeated = await desk.push([envelopes[0]]);
    const idle = await desk.push([], 2);
    for (const { countersign } of [second, repeated, idle]) {
      expect(countersign).toMatchObject({ seq: 2, hash: envelopes[1].hash });
      expect(isSound(desk, countersign)).toBe(true);
    }
    const { countersign } = idle;
    if (countersign === undefined) throw new Error('no word');
    expect(isSound(desk, { ...countersign, seq: 3 })).toBe(false);
    expect(isSound(desk, { ...countersign, hash: envelopes[0].hash })).toBe(false);
  });

  it('[S7] is one key for all servers of a database, also where they make it at the same moment', async () => {
    const url = await ground.postgres.createDatabase('one_key');
    await migrate(url);
    const pool = openPool(url, 6);
    try {
      const keys = await Promise.all([1, 2, 3, 4, 5, 6].map(() => serverKeyOf(pool, new Date().toISOString())));
      expect(new Set(keys.map((key) => key.publicKey)).size).toBe(1);
      const [one, other] = keys;
      expect(one !== undefined && other !== undefined && isSignedWith(one.publicKey, 'a', other.sign('a'))).toBe(true);
      expect((await pool.query('SELECT 1 FROM server_key')).rowCount).toBe(1);
    } finally {
      await pool.end();
    }
  });

  it('[S7] [S22] is not given to the branch of a copied disk, nor to one that cannot be told from it', async () => {
    const lodge = await ground.lodge();
    const desk = await ground.desk(lodge);
    const { envelopes, guestId } = bookHere(desk, lodge);
    await desk.push(envelopes);
    const own = desk.run('addGuest', { name: 'Own', country: '', phone: '', email: '', vip: false, note: '' }).envelope;
    const theirs = desk.forge(own, {
      id: '0199a000-0000-7000-8000-000000000001',
      name: 'bookStay',
      input: bookingDraft(guestId, lodge),
    });
    await desk.push([own]);
    expect(await desk.push([theirs])).toMatchObject({ standing: 'branch' });
    expect((await desk.push([theirs])).countersign).toBeUndefined();
    const idle = async (head: { seq: number; hash: string } | undefined) => {
      const response = await desk.post({ desk: 'A', epoch: 1, envelopes: [], acknowledged: 0, head });
      return (await response.json()) as unknown;
    };
    expect(await idle(theirs)).toMatchObject({ standing: 'branch' });
    expect(await idle(theirs)).not.toHaveProperty('countersign');
    expect(await idle(undefined)).not.toHaveProperty('countersign');
    expect(await idle(own)).toMatchObject({ standing: 'active', countersign: { seq: 3, hash: own.hash } });
  });
});
