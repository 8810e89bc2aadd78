import { deriveId } from '#shared/kernel/ids.ts';
import { type ServerSide, executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import type { ServerOutcome } from '#sync-server/engine/server-turns.ts';
import type { Place } from '#sync-server/store/transaction.ts';
import type { GatewayAnswer } from './gateway.ts';

/** What a gateway said of one payment, however it came: asked for, or reported. */
export interface HeardAnswer {
  readonly paymentId: string;
  readonly answer: Exclude<GatewayAnswer, 'pending'>;
  /** What the gateway calls it, for the books; empty where it did not say. */
  readonly calledThere: string;
}

/** Settles the payment by it, once, whoever hears it and however often [M6]; refused as `already-answered` where it cannot be any more. */
export async function hearAnswer(
  side: ServerSide,
  place: Place,
  { paymentId, answer, calledThere }: HeardAnswer,
): Promise<ServerOutcome> {
  return executeAsServer(side, place, {
    name: 'hearGateway',
    draft: { paymentId, outcome: answer, reference: calledThere },
    id: deriveId(paymentId, `gateway/${answer}`),
    actor: systemActor,
    receipts: true,
  });
}
