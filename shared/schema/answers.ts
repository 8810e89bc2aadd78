/** One way out of a refusal that one click takes: a command with its whole input. */
export interface Alternative {
  /** What it offers, as a word the screens translate with `label` as its figures. */
  readonly kind: 'otherType' | 'otherDates' | 'otherRoom' | 'withoutRoom' | 'swap' | 'cancel' | 'todaysPrice';
  readonly label: Readonly<Record<string, string | number>>;
  readonly command: string;
  readonly input: unknown;
  /** What it changes in the price, in minor units. */
  readonly difference: number;
}

/** One way to mend an exception. */
export interface Remedy {
  readonly kind:
    | 'keepCredit'
    | 'applyCredit'
    | 'refundCash'
    | 'assignRoom'
    | 'leaveUnassigned'
    | 'acceptForced'
    | 'wasPaid'
    | 'wasNotPaid'
    | 'cameOnce'
    | 'acknowledge';
  readonly label: Readonly<Record<string, string | number>>;
  /** What the remedy needs to act: ids of a booking, a room. */
  readonly with: Readonly<Record<string, string>>;
}

/** Whom and what an inbox entry concerns, so that it can be read without looking anything up. Amounts are minor units. */
export interface Concern {
  readonly guest?: string;
  readonly guestId?: string;
  readonly bookingId?: string;
  readonly bookingNumber?: string;
  readonly stayId?: string;
  readonly roomId?: string;
  readonly room?: string;
  readonly roomType?: string;
  readonly product?: string;
  readonly departureId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly amount?: number;
  readonly currency?: string;
}
