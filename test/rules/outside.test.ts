import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What runs within a transaction: the decisions, the engine that carries them out, and the statements. */
const within = ['shared/commands', 'sync-server/engine', 'sync-server/store', 'main/store'];

/** Ways to the outside: the platform's own, and packages that speak to somebody. */
const ways =
  /\bfetch\(|\bnew WebSocket\(|from '(node:)?(https?|http2|net|tls|dgram|dns)'|from '(undici|ws|nodemailer)'/;

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
}

test('[S26] nothing that runs within a transaction has a way to the outside: events are the outbox, and jobs send', () => {
  const sources = within.flatMap(sourcesIn);
  expect(sources.length).toBeGreaterThan(80);
  expect(sources.filter((file) => ways.test(readFileSync(file, 'utf8')))).toEqual([]);
});
