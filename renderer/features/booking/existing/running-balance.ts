/** A line of a folio with what is open after it. Minor units. */
export interface BalancedLine<T> {
  readonly line: T;
  readonly balance: number;
}

/** The ledger read aloud: charges add, payments take away, and each line says what is open after it [M1]. */
export function withBalance<T extends { readonly amount: number }>(lines: readonly T[]): BalancedLine<T>[] {
  let balance = 0;
  return lines.map((line) => {
    balance += line.amount;
    return { line, balance };
  });
}
