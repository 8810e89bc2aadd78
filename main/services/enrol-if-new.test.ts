import { createPublicKey, verify } from 'node:crypto';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ADesk, aDesk } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { enrolIfNew } from './enrol-if-new.ts';

let desk: ADesk;
let server: Server;
let url: string;
const asked: unknown[] = [];

beforeEach(async () => {
  desk = aDesk(aLodge().lodge);
  asked.length = 0;
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const { self } = desk;
      const { tenantId, propertyId, deskId, desk: code, epoch, publicKey } = self;
      const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
      const signature = Buffer.from(String(request.headers['cairn-signature']), 'base64');
      const signed = verify(null, Buffer.from(body), key, signature);
      asked.push({ ...(JSON.parse(body) as object), signed });
      const given = { tenantId, propertyId, deskId, desk: code, epoch, serverNow: new Date().toISOString() };
      response.end(JSON.stringify({ token: 'a new one', ...given }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this form.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  desk.store.meta.set('identity', { ...desk.self, server: url });
});
afterEach(async () => {
  desk.close();
  await new Promise((resolve) => server.close(resolve));
});

test('[S12] [S16] a desk whose base is still to be fetched signs in again with the code that it is started with: it has no screen to enter it on', async () => {
  desk.store.meta.set('firstSync', { rows: 0, complete: false });
  await enrolIfNew(desk.store, { server: url, code: 'K7PW-3MRA-92XC', name: 'Recovered' });
  expect(asked).toMatchObject([{ code: 'K7PW-3MRA-92XC', epoch: desk.self.epoch, signed: true }]);
  expect(desk.store.identity()).toMatchObject({ token: 'a new one', epoch: desk.self.epoch, name: desk.self.name });
});

test('[S12] a desk at work keeps its sign-in, whatever it is started with', async () => {
  desk.store.meta.set('firstSync', { rows: 10, complete: true });
  await enrolIfNew(desk.store, { server: url, code: 'K7PW-3MRA-92XC', name: 'Other' });
  expect(asked).toEqual([]);
  expect(desk.store.identity()).toMatchObject({ token: desk.self.token });
});
