import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { Agent, request } from 'node:http';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '#shared/commands/context.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import { addDays } from '#shared/kernel/dates.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import {
  type Envelope,
  type PushAnswer,
  enrolAnswer,
  hashOf,
  protocolVersion,
  pushAnswer,
} from '#shared/sync/envelope.ts';
import type { Identity } from '#main/store/meta.ts';
import { makeKeys } from '#main/services/sync/desk-keys.ts';
import { enrolmentCode } from '#main/launch/enrolment-code.ts';
import type { ServerFile } from '#sync-server/server-file.ts';
import type { Place } from '#sync-server/store/transaction.ts';

/** A desk as the server knows one, and no more than that: no replica, no screens; it sells and sends. */
export interface SellingDesk {
  readonly desk: string;
  /** Its sign-in, as a replica would keep it. */
  readonly identity: Identity;
  /** The next sale of this desk: a push of one envelope, made and signed, ready to be sent. */
  sale(of: Sale): ReadySale;
  /** Sends what `sale` made; gives the server's answer, after its commit. */
  send(sale: ReadySale): Promise<PushAnswer>;
  close(): void;
}

/** A push of one sale. */
export interface ReadySale {
  readonly body: Buffer;
  /** The booking that comes of it. */
  readonly bookingId: string;
}

export interface Sale {
  readonly actor: Actor;
  readonly guestId: string;
  readonly roomTypeId: string;
  /** The one night that is sold. */
  readonly night: string;
}

export async function sellingDesk(server: ServerFile, place: Place, name: string): Promise<SellingDesk> {
  const keys = makeKeys();
  const enrolled = await fetch(new URL('/v1/desks/enrol', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: await enrolmentCode(server, place), name, publicKey: keys.publicKey }),
  });
  if (!enrolled.ok) throw new Error(`the server did not take ${name} in: ${await enrolled.text()}`);
  const { serverNow: _now, ...given } = enrolAnswer.parse(await enrolled.json());
  const { token, desk, epoch } = given;
  const key = createPrivateKey({ key: Buffer.from(keys.privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let last = { seq: 0, hash: '' };

  return {
    desk,
    identity: { server: server.url, name, ...given, ...keys },
    sale(of) {
      const now = new Date().toISOString();
      const seq = last.seq + 1;
      const { actor } = of;
      const unsigned = {
        desk,
        epoch,
        seq,
        id: uuidv7(),
        name: 'bookStay',
        version: commandVersion(),
        actor,
        at: now,
        now,
      };
      const whole = { ...unsigned, input: inputOf(of, `${desk}-${seq}`), sees: [], prevHash: last.hash };
      const envelope: Envelope = { ...whole, hash: hashOf(whole) };
      last = { seq, hash: envelope.hash };
      const push = { desk, epoch, envelopes: [envelope], acknowledged: 0, protocol: protocolVersion };
      return { body: Buffer.from(JSON.stringify(push)), bookingId: deriveId(envelope.id, 'booking') };
    },
    send: ({ body }) => post(new URL('/v1/commands', server.url), agent, headersOf(token, key, body), body),
    close: () => agent.destroy(),
  };
}

function commandVersion(): number {
  return commandNamed('bookStay')?.version ?? 1;
}

/** A sale as the desk's own preparation would have frozen it; what the command has no name for would be refused here. */
function inputOf({ guestId, roomTypeId, night }: Sale, number: string): unknown {
  const draft = { guestId, source: 'phone', roomTypeId, roomId: null, from: night, to: addDays(night, 1) };
  const wish = { adults: 2, children: 0, nightlyRate: null, wishes: '', expectedAt: '', note: '' };
  const frozen = { number: `BEN-2026-${number}`, nightly: [500_000], currency: 'NPR' };
  return commandNamed('bookStay')?.input.parse({ ...draft, ...wish, ...frozen });
}

function headersOf(token: string, key: KeyObject, body: Buffer): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-length': String(body.length),
    authorization: `Bearer ${token}`,
    'cairn-signature': sign(null, body, key).toString('base64'),
  };
}

function post(url: URL, agent: Agent, headers: Record<string, string>, body: Buffer): Promise<PushAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('error', reject);
      answer.once('end', () => {
        const text = Buffer.concat(parts).toString();
        if (answer.statusCode === 200) resolve(pushAnswer.parse(JSON.parse(text)));
        else reject(new Error(`${answer.statusCode} ${text}`));
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
