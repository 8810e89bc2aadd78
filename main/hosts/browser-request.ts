import type { IncomingMessage } from 'node:http';

/** What of a request decides whether it may come in. */
export type Knock = Pick<IncomingMessage, 'headers'>;

/** The names under which this host may be addressed, `host:port`. Another name is a rebound DNS entry or a mistake. */
export function hostNames(port: number, configured: readonly string[]): ReadonlySet<string> {
  return new Set(['127.0.0.1', 'localhost', '[::1]', ...configured].map((name) => `${name.toLowerCase()}:${port}`));
}

export function hasOwnHost({ headers }: Knock, names: ReadonlySet<string>): boolean {
  return headers.host !== undefined && names.has(headers.host.toLowerCase());
}

/** Whether a page of this very host opened the socket: browsers send the page's origin and no page can forge it. */
export function hasOwnOrigin({ headers }: Knock): boolean {
  if (headers.origin === undefined || headers.host === undefined) return false;
  return headers.origin.toLowerCase() === `http://${headers.host.toLowerCase()}`;
}

/** The cookie's name carries the port: cookies are shared by all ports of a machine, and desks run side by side. */
export function cookieName(port: number): string {
  return `cairn-${port}`;
}

export function cookieOf({ headers }: Knock, name: string): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name) return value;
  }
  return undefined;
}

/** `HttpOnly` against scripts, `SameSite=Strict` against other sites' pages. */
export function setCookie(name: string, secret: string): string {
  return `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/; Max-Age=604800`;
}
