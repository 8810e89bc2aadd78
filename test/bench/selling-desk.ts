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
  /** The next envelope of this desk, in a push of its own, made and signed, ready to be sent in the order of making. */
  ready(command: Frozen): ReadyPush;
  /** The same of a stay that is sold; the booking gets this desk's next number. */
  sale(of: Sale): ReadyPush;
  /** The number that its next booking bears. */
  nextNumber(): string;
  /** Sends what was made ready; gives the server's answer, after its commit. */
  send(push: ReadyPush): Promise<PushAnswer>;
  close(): void;
}

/** A command as a desk's own preparation would have frozen it; what it has no name for would be refused at its making. */
export interface Frozen {
  readonly actor: Actor;
  readonly name: string;
  readonly input: unknown;
}

/** A push of one envelope. */
export interface ReadyPush {
  readonly body: Buffer;
  /** The booking that comes of it, where it is a sale. */
  readonly bookingId: string;
}

export interface Sale {
  readonly actor: Actor;
  readonly guestId: string;
  readonly roomTypeId: string;
  /** The one night that is sold. */
  readonly night: string;
}

/** The server can take nothing in just now; the same push is welcome again. */
export class ServerBusy extends Error {
  override readonly name = 'ServerBusy';
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

  const nextNumber = () => `BEN-2026-${desk}-${last.seq + 1}`;
  const ready = ({ actor, name: command, input }: Frozen): ReadyPush => {
    const now = new Date().toISOString();
    const definition = commandNamed(command);
    if (definition === undefined) throw new Error(`no command is named ${command}`);
    const seq = last.seq + 1;
    const id = uuidv7();
    const unsigned = { desk, epoch, seq, id, name: command, version: definition.version, actor, at: now, now };
    const whole = { ...unsigned, input: definition.input.parse(input), sees: [], prevHash: last.hash };
    const envelope: Envelope = { ...whole, hash: hashOf(whole) };
    last = { seq, hash: envelope.hash };
    const push = { desk, epoch, envelopes: [envelope], acknowledged: 0, protocol: protocolVersion };
    return { body: Buffer.from(JSON.stringify(push)), bookingId: deriveId(id, 'booking') };
  };

  return {
    desk,
    identity: { server: server.url, name, ...given, ...keys },
    ready,
    nextNumber,
    sale: (of) => ready({ actor: of.actor, name: 'bookStay', input: stayOf(of, nextNumber()) }),
    send: ({ body }) => post(new URL('/v1/commands', server.url), agent, headersOf(token, key, body), body),
    close: () => agent.destroy(),
  };
}

function stayOf({ guestId, roomTypeId, night }: Sale, number: string): unknown {
  const draft = { guestId, source: 'phone', roomTypeId, roomId: null, from: night, to: addDays(night, 1) };
  const wish = { adults: 2, children: 0, nightlyRate: null, wishes: '', expectedAt: '', note: '' };
  return { ...draft, ...wish, number, nightly: [500_000], currency: 'NPR' };
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
        else if (answer.statusCode === 503) reject(new ServerBusy(text));
        else reject(new Error(`${answer.statusCode} ${text}`));
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
