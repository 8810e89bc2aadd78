/** What a receipt says, frozen when it was drawn. Amounts are minor units. */
export interface ReceiptContent {
  readonly property: string;
  readonly number: string;
  readonly issuedAt: string;
  readonly date: string;
  readonly desk: string;
  readonly takenBy: string;
  readonly guest: string;
  readonly booking: string;
  readonly method: string;
  readonly currency: string;
  readonly amount: number;
  readonly tendered: number;
  readonly change: number;
  /** The number of the receipt that this one voids [M3]; on no other. */
  readonly voids?: string | undefined;
}
