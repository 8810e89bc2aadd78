import type { Place } from '#sync-server/store/transaction.ts';

/** What a gateway says of a payment; `pending` also where it does not know of it yet. */
export type GatewayAnswer = 'succeeded' | 'declined' | 'pending';

/** The other side of payments, as far as Cairn asks it. It is called outside of transactions only [S26], and may throw or hang. */
export interface Gateway {
  /** What became of the payment that was begun under this reference: the payment's own id, under which it can be charged once. */
  ask(reference: string): Promise<GatewayAnswer>;
}

/** A property's account at a gateway. */
export interface GatewayAccount {
  /** As it stands in the address that the gateway reports to; unique at a server. */
  readonly name: string;
  /** Whose payments it takes: what it reports settles no others. */
  readonly place: Place;
  readonly methods: readonly ('CARD' | 'UPI')[];
  /** What its reports are signed with. */
  readonly secret: string;
  readonly gateway: Gateway;
}
