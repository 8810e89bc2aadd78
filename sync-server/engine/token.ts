import { randomBytes, timingSafeEqual } from 'node:crypto';
import { sha256Hex } from '#shared/kernel/hash.ts';
import { isId } from '#shared/kernel/ids.ts';
import type { Place } from '#sync-server/store/transaction.ts';

/** What a desk's token says of whose it is, before it is checked. */
export interface TokenParts extends Place {
  readonly desk: string;
  readonly epoch: number;
}

/** A desk's bearer token: whose it is, and a secret. It is looked up by key, so no table is searched across tenants. */
export function newToken({ tenantId, propertyId }: Place, desk: string, epoch: number): string {
  return ['cairn', tenantId, propertyId, desk, epoch, randomBytes(32).toString('base64url')].join('.');
}

/** The parts of a token, or undefined where it is none. */
export function parseToken(token: string): TokenParts | undefined {
  const [mark, tenantId, propertyId, desk, epoch, secret, ...more] = token.split('.');
  if (mark !== 'cairn' || more.length > 0 || secret === undefined || secret.length < 20) return undefined;
  if (tenantId === undefined || propertyId === undefined || !isId(tenantId) || !isId(propertyId)) return undefined;
  if (desk === undefined || !/^[A-Z][A-Z0-9]{0,3}$/.test(desk) || !/^[1-9]\d{0,8}$/.test(epoch ?? '')) return undefined;
  return { tenantId, propertyId, desk, epoch: Number(epoch) };
}

/** Whether the token is the one that was given, compared in constant time. */
export function tokenMatches(token: string, tokenHash: string): boolean {
  const given = Buffer.from(sha256Hex(token));
  const kept = Buffer.from(tokenHash);
  return given.length === kept.length && timingSafeEqual(given, kept);
}
