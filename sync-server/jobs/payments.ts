import type { ServerSide } from '#sync-server/engine/execute-as-server.ts';
import { askGateways } from '#sync-server/gateways/ask-gateways.ts';
import type { GatewayAccount } from '#sync-server/gateways/gateway.ts';
import { type DueNews, doDue } from './do-due.ts';

/**
 * One round of payments that nobody answered [M6]: what has been under way for too long is in doubt, its gateway is asked, and what
 * has been in doubt for too long is given to staff. Asked before it is given up, so that the last word is the gateway's. Where no
 * gateway is set up, the clock alone goes on.
 */
export async function seeToPayments(
  side: ServerSide,
  gateways: readonly GatewayAccount[],
  news: DueNews,
  stopping: () => boolean,
): Promise<void> {
  await doDue(side, ['doubtPayment'], news, stopping);
  await askGateways(side, gateways, news.logger, stopping);
  await doDue(side, ['giveUpPayment'], news, stopping);
}
