import { readFileSync } from 'node:fs';
import { ShapeStream, isChangeMessage } from '@electric-sql/client';
import { z } from 'zod';
import { proofHeader } from '#main/services/sync/desk-keys.ts';
import { identity } from '#main/store/meta.ts';
import { protocolVersion } from '#shared/sync/envelope.ts';

/*
 * Desks that follow and no more than that: published clients without a replica, each with the sign-in of an enrolled desk, all
 * in this one process. Given a file with their identities. Prints `ready` when all are up to date, and then for each booking
 * that one is told of its id and the moment, in milliseconds since 1970.
 */

const [file = ''] = process.argv.slice(2);
const desks = z.array(identity).parse(JSON.parse(readFileSync(file, 'utf8')));
let behind = desks.length;
let told: string[] = [];

for (const [at, desk] of desks.entries()) {
  let isReady = false;
  const stream = new ShapeStream<{ entity: string; id: string }>({
    url: new URL('/v1/feed', desk.server).toString(),
    params: { replica: 'full', run: String(at) },
    headers: {
      authorization: `Bearer ${desk.token}`,
      'cairn-protocol': String(protocolVersion),
      'cairn-proof': () => proofHeader(desk, Date.now()),
    },
    liveSse: true,
    onError: (error) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  });
  stream.subscribe((messages) => {
    const now = performance.timeOrigin + performance.now();
    for (const message of messages) {
      if (isChangeMessage(message)) {
        if (isReady && message.value.entity === 'booking') told.push(`${message.value.id} ${now.toFixed(2)}`);
      } else if (message.headers.control === 'up-to-date' && !isReady) {
        isReady = true;
        if (--behind === 0) process.stdout.write('ready\n');
      }
    }
  });
}

setInterval(() => {
  if (told.length === 0) return;
  process.stdout.write(`${told.join('\n')}\n`);
  told = [];
}, 250);
