import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeys, proofHeader, signText } from '#main/services/sync/desk-keys.ts';
import { proofMs } from '#shared/sync/envelope.ts';
import { enrolmentCode } from './server-admin.ts';
import { type ALodgeOnServer, type ARemoteDesk, type ServerGround, bookHere, serverGround } from './server-harness.ts';

let ground: ServerGround;
let lodge: ALodgeOnServer;
let desk: ARemoteDesk;
let other: ARemoteDesk;
beforeAll(async () => {
  ground = await serverGround();
  lodge = await ground.lodge();
  desk = await ground.desk(lodge, 'Front');
  other = await ground.desk(lodge, 'Bar');
});
afterAll(async () => ground.end());

async function answerOf(response: Response): Promise<readonly [number, unknown]> {
  return [response.status, await response.json()];
}

describe('a token that was stolen', () => {
  it.each<[string, () => Record<string, string>]>([
    ['no proof of the key', () => ({ 'cairn-proof': '' })],
    ['what is no proof', () => ({ 'cairn-proof': '1.2.3' })],
    ['a proof by another key', () => ({ 'cairn-proof': proofHeader({ ...desk.self, ...makeKeys() }, Date.now()) })],
    ['the proof of another desk', () => ({ 'cairn-proof': proofHeader(other.self, Date.now()) })],
    ['a proof for another epoch', () => ({ 'cairn-proof': proofHeader({ ...desk.self, epoch: 2 }, Date.now()) })],
    ['a proof for another way in', () => ({ 'cairn-proof': proofHeader(desk.self, Date.now(), '/v1/commands') })],
    [
      'a proof with its time changed',
      () => ({ 'cairn-proof': proofHeader(desk.self, Date.now()).replace(/^\d+/, String(Date.now() + 1000)) }),
    ],
  ])('[S12] [S29] reads nothing with %s', async (_what, headers) => {
    expect(await answerOf(await desk.feed('offset=-1', headers()))).toMatchObject([401, { error: 'bad-proof' }]);
  });

  it('[S14] reads nothing with an old proof; a desk whose clock is wrong is told the time, and reads with that', async () => {
    for (const off of [-3_600_000, -proofMs - 5000, proofMs + 5000, 3_600_000]) {
      const refused = await desk.feed('offset=-1', { 'cairn-proof': proofHeader(desk.self, Date.now() + off) });
      const [status, body] = await answerOf(refused);
      expect([status, body]).toMatchObject([401, { error: 'clock' }]);
      const { serverNow } = body as { serverNow: string }; // as it was matched
      const again = await desk.feed('offset=-1', { 'cairn-proof': proofHeader(desk.self, Date.parse(serverNow)) });
      expect(again.status).toBe(200);
      await again.text();
    }
  });

  it('[S2] sends nothing without the key either', async () => {
    const { envelopes } = bookHere(other, lodge, { name: 'Not Theirs' });
    const body = { desk: other.self.desk, epoch: 1, envelopes, acknowledged: 0 };
    const signed = (privateKey: string) => ({ 'cairn-signature': signText(privateKey, JSON.stringify(body)) });
    for (const headers of [signed(makeKeys().privateKey), signed(desk.self.privateKey), { 'cairn-signature': '' }])
      expect(await answerOf(await other.post(body, headers))).toMatchObject([401, { error: 'bad-signature' }]);
    // Signed well, but over another text.
    const more = JSON.stringify({ ...body, acknowledged: 1 });
    expect((await other.post(more, signed(other.self.privateKey))).status).toBe(401);
  });
});

describe('a forged desk', () => {
  it('[S2] [S16] is not another epoch of itself: what an epoch sends is signed by its own key; the sign-in may be that of a later one, to deposit, and never that of an earlier one', async () => {
    const { code } = await enrolmentCode(lodge, 30, other.self.desk);
    const anew = await ground.desk(lodge, 'Bar again', code);
    const body = (epoch: number) => ({ desk: anew.self.desk, epoch, envelopes: [], acknowledged: 0 });
    const post = (epoch: number, token: string, privateKey: string) =>
      anew.post(body(epoch), {
        authorization: `Bearer ${token}`,
        'cairn-signature': signText(privateKey, JSON.stringify(body(epoch))),
      });
    expect((await post(2, anew.self.token, anew.self.privateKey)).status).toBe(200);
    expect((await post(1, other.self.token, other.self.privateKey)).status).toBe(200);
    for (const epoch of [1, 2]) {
      expect(await answerOf(await post(epoch, other.self.token, anew.self.privateKey))).toMatchObject([401, {}]);
    }
    expect(await answerOf(await post(2, anew.self.token, other.self.privateKey))).toMatchObject([401, {}]);
    expect(await answerOf(await post(1, anew.self.token, anew.self.privateKey))).toMatchObject([401, {}]);
    expect(await answerOf(await post(2, other.self.token, other.self.privateKey))).toMatchObject([403, {}]);
    expect(await answerOf(await post(1, anew.self.token, other.self.privateKey))).toMatchObject([
      200,
      { standing: 'closed' },
    ]);
    // The number in the token is not what makes it another epoch's.
    const bent = anew.self.token.replace(/\.2\.(?=[\w-]+$)/, '.1.');
    expect(bent).not.toBe(anew.self.token);
    expect((await post(1, bent, anew.self.privateKey)).status).toBe(401);
  });

  it('[S29] finds Electric itself on loopback only, and shut', async () => {
    const { hostname } = new URL(lodge.server.electricUrl);
    expect(hostname).toBe('127.0.0.1');
    for (const query of [
      'table=feed&offset=-1',
      'table=desk_epoch&offset=-1',
      'table=feed&offset=-1&secret=',
      'table=server_key&offset=-1&secret=x',
    ])
      for (const method of ['GET', 'DELETE', 'POST'])
        expect((await fetch(new URL(`/v1/shape?${query}`, lodge.server.electricUrl), { method })).status).toBe(401);
    expect((await desk.feed('offset=-1')).status).toBe(200);
  });
});
