import { constants } from 'node:os';

/**
 * What may be said of an error outside this house: its HTTP status, the machine's error codes, and the product's own words.
 * The message itself stays here: a server's or a database's words may quote a row, and with it a guest.
 */
export function errorWords(message: string): string {
  const status = /^[1-5]\d\d(?= )/.exec(message)?.[0];
  const codes = (message.match(/\b[A-Z][A-Z0-9_]{3,}\b/g) ?? []).filter(isMachineCode);
  const own = ownWords.filter((words) => message.includes(words));
  const said = [...new Set([...(status === undefined ? [] : [`HTTP ${status}`]), ...codes, ...own])];
  return said.length > 0 ? said.join(', ') : 'other';
}

/** Words of our own that an error may carry, none of them about anybody. */
const ownWords = [
  'fetch failed',
  'the feed fell silent',
  'the server has envelopes up to',
  'aborted due to timeout',
  'revoked',
  'unauthorized',
  'bad-signature',
  'bad-proof',
  'other-desk',
  'unavailable',
  'feed-unavailable',
  'too-old',
  'too-large',
  'malformed',
  'hash-mismatch',
  'internal',
] as const;

const systemCodes: ReadonlySet<string> = new Set([...Object.keys(constants.errno), 'ENOTFOUND', 'EAI_AGAIN']);

function isMachineCode(code: string): boolean {
  return systemCodes.has(code) || /^(ERR|SQLITE|UND_ERR|CERT|UNABLE|DEPTH_ZERO|SELF_SIGNED|HPE)_[A-Z0-9_]+$/.test(code);
}

/** Where a server is, without anything that lets somebody in: scheme, host and port. */
export function addressOnly(address: string): string {
  const url = URL.parse(address);
  return url === null ? 'not an address' : `${url.protocol}//${url.host}`;
}
