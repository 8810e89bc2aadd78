import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proofHeader } from '#main/services/sync/desk-keys.ts';
import { startServer } from '#sync-server/server.ts';
import { type ALodgeOnServer, type ARemoteDesk, type ServerGround, serverGround } from './server-harness.ts';

let ground: ServerGround;
let lodge: ALodgeOnServer;
let desk: ARemoteDesk;
beforeAll(async () => {
  ground = await serverGround();
  lodge = await ground.lodge();
  desk = await ground.desk(lodge);
});
afterAll(async () => ground.end());

async function answerOf(response: Response): Promise<readonly [number, unknown]> {
  return [response.status, await response.json()];
}

const errorOf = (error: string) => ({ error, message: expect.any(String), correlationId: expect.any(String) });

describe('GET /v1/feed, the gatekeeper', () => {
  const feed = (query: string, headers?: Record<string, string>) => desk.feed(query, headers);

  it('[S29] gives a desk its property’s rows, privately', async () => {
    const response = await feed('offset=-1');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('electric-handle')).toEqual(expect.any(String));
    const messages = (await response.json()) as { value?: { property_id: string; entity: string } }[];
    const rows = messages.flatMap((message) => (message.value === undefined ? [] : [message.value]));
    expect(new Set(rows.map((row) => row.property_id))).toEqual(new Set([lodge.place.propertyId]));
    expect(new Set(rows.map((row) => row.entity))).toContain('room');
  });

  it('[S29] sets table, where and columns itself, whatever a desk asks for', async () => {
    const other = await ground.lodge();
    const asked = new URLSearchParams({
      offset: '-1',
      table: 'desk_epoch',
      where: 'true',
      columns: 'token_hash',
      replica: 'default',
      'params[1]': other.place.tenantId,
      'params[2]': other.place.propertyId,
      secret: 'x',
    });
    const response = await feed(asked.toString());
    const messages = (await response.json()) as { value?: Record<string, unknown> }[];
    const rows = messages.flatMap((message) => (message.value === undefined ? [] : [message.value]));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      expect(row).toMatchObject({ tenant_id: lodge.place.tenantId, property_id: lodge.place.propertyId });
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(['entity', 'id', 'property_id', 'row', 'tenant_id']);
  });

  it('refuses whoever is not enrolled, and passes a clear refusal of a wrong question on', async () => {
    expect(await answerOf(await feed('offset=-1', { authorization: '' }))).toEqual([401, errorOf('unauthorized')]);
    expect((await feed('offset=not-an-offset')).status).toBe(400);
    expect((await feed('offset=0_0')).status).toBe(400);
  });

  it('[S8] tells a follower of a change while it waits, by long poll and by events', async () => {
    const first = await feed('offset=-1');
    await first.text();
    let [handle, offset] = [first.headers.get('electric-handle') ?? '', first.headers.get('electric-offset') ?? ''];
    const caughtUp = await feed(`offset=${offset}&handle=${handle}`);
    await caughtUp.text();
    [handle, offset] = [
      caughtUp.headers.get('electric-handle') ?? handle,
      caughtUp.headers.get('electric-offset') ?? offset,
    ];
    const cursor = caughtUp.headers.get('electric-cursor') ?? '';
    const waiting = feed(`offset=${offset}&handle=${handle}&live=true&cursor=${cursor}`).then((response) =>
      response.text(),
    );
    const events = await feed(`offset=${offset}&handle=${handle}&live=true&live_sse=true&cursor=${cursor}`);
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    const added = { code: 'TL', name: 'Told Live', position: 9, baseOccupancy: 1, maxOccupancy: 1, nightlyRate: 1 };
    await lodge.run('addRoomType', added);
    expect(await waiting).toContain('Told Live');
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('Told Live')) text += (await reader?.read())?.value ?? '';
    await reader?.cancel();
    // The follower that went away is no longer counted: its request upstream was ended.
    for (;;) {
      const metrics = await (await fetch(new URL('/metrics', lodge.server.url))).text();
      if (/^feed_followers 0$/m.test(metrics)) break;
    }
  });

  it('[S12] [S29] ends an open stream of a desk that is revoked meanwhile', async () => {
    const strict = await ground.lodge({ feedCheckMs: 50 });
    const reader = await ground.desk(strict);
    const ask = (query: string) => reader.feed(query);
    const first = await ask('offset=-1');
    await first.text();
    const place = (response: Response) =>
      `offset=${response.headers.get('electric-offset')}&handle=${response.headers.get('electric-handle')}`;
    const caughtUp = await ask(place(first));
    await caughtUp.text();
    const stream = await ask(`${place(caughtUp)}&live=true&live_sse=true`);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const text = stream.text().catch((error: unknown) => `cut off: ${String(error)}`);
    await strict.run('addGuest', { name: 'Still Seen', country: '', phone: '', email: '', vip: false, note: '' });
    await strict.server.pool.query("UPDATE desk SET status = 'revoked', version = version + 1");
    // Ends by itself: nobody else cuts it within the minute that this test is given.
    expect(await text).toMatch(/^cut off/);
    expect((await ask(place(caughtUp))).status).toBe(403);
  });

  it('says so when the feed cannot be read', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'cairn-server-'));
    const alone = await startServer({
      databaseUrl: lodge.server.databaseUrl,
      electricUrl: 'http://127.0.0.1:9',
      host: '127.0.0.1',
      port: 0,
      dataFolder,
      logLevel: 'silent',
      poolSize: 3,
    });
    try {
      const response = await fetch(new URL('/v1/feed?offset=-1', alone.url), {
        headers: {
          authorization: `Bearer ${desk.self.token}`,
          'cairn-proof': proofHeader(desk.self, Date.now()),
        },
      });
      expect(await answerOf(response)).toEqual([503, errorOf('feed-unavailable')]);
      expect(await answerOf(await fetch(new URL('/ready', alone.url)))).toEqual([
        503,
        { ready: false, database: true, feed: false },
      ]);
    } finally {
      await alone.stop();
      await rm(dataFolder, { recursive: true, force: true });
    }
  });
});
