import type { FastifyRequest } from 'fastify';

/** The exchange that a request says it speaks (header `cairn-protocol`); one that says nothing speaks the first. */
export function protocolOf({ headers }: FastifyRequest): number {
  const given = headers['cairn-protocol'];
  return typeof given === 'string' && /^[1-9]\d{0,5}$/.test(given) ? Number(given) : 1;
}

/** Whether this server no longer speaks that exchange [S18]. */
export function isTooOld(protocol: number, oldest: number): boolean {
  return protocol < oldest;
}
