import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * Who may come in to the browser host: whoever has an unused one-time token gets a cookie for it, and the cookie is
 * the way in from then on. Signing in by PIN comes after.
 */
export interface Door {
  /** A fresh token; it opens once, and not later than ten minutes after. */
  issueToken(): string;
  /** Takes a token in. Returns the cookie's secret, or undefined where the token is unknown, used or too old. */
  redeem(token: string): string | undefined;
  /** Whether this secret was given for a token. */
  knows(secret: string | undefined): boolean;
}

interface Options {
  /** Remembers the cookies given (hashed), so that an open window finds back after a restart of the services. */
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const TOKEN_LIFE_MS = 10 * 60_000;
const COOKIE_LIFE_MS = 7 * 24 * 60 * 60_000;
const MOST_COOKIES = 50;

const kept = z.array(z.object({ hash: z.string().length(64), at: z.number() }));

export function openDoor({ file, now }: Options): Door {
  const tokens = new Map<string, number>();
  let cookies = readCookies(file);

  return {
    issueToken() {
      const token = randomBytes(24).toString('base64url');
      tokens.set(hashed(token), now());
      return token;
    },
    redeem(token) {
      const key = hashed(token);
      const issued = tokens.get(key);
      tokens.delete(key);
      if (issued === undefined || now() - issued > TOKEN_LIFE_MS) return undefined;
      const secret = randomBytes(32).toString('base64url');
      const live = cookies.filter(({ at }) => now() - at < COOKIE_LIFE_MS);
      cookies = [...live, { hash: hashed(secret), at: now() }].slice(-MOST_COOKIES);
      writeFileSync(`${file}.new`, JSON.stringify(cookies), { mode: 0o600 });
      renameSync(`${file}.new`, file);
      return secret;
    },
    knows(secret) {
      if (secret === undefined) return false;
      // Compared as hashes, so that how long it takes says nothing of the secret.
      const hash = hashed(secret);
      return cookies.some((cookie) => cookie.hash === hash && now() - cookie.at < COOKIE_LIFE_MS);
    },
  };
}

function hashed(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function readCookies(file: string): z.infer<typeof kept> {
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // None kept, or not readable: everybody comes by a new token.
    return [];
  }
}
