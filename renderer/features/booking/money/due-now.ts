/** What is agreed of a booking's money. Minor units; days as plain dates. */
export interface Owed {
  readonly total: number;
  readonly paid: number;
  readonly deposit: number;
  /** Null where nobody owes a balance at this desk. */
  readonly balanceDueOn: string | null;
}

/** Whether the rest is due together with the deposit: what leaves sooner than the balance's days is paid whole [B9]. */
export function isAllDue({ balanceDueOn }: Pick<Owed, 'balanceDueOn'>, businessDate: string): boolean {
  return balanceDueOn !== null && balanceDueOn <= businessDate;
}

/** What is asked for first: the deposit until it is paid, then, or where the balance is due as well, all that is open. */
export function dueNow(owed: Owed, businessDate: string): number {
  const { total, paid, deposit } = owed;
  const open = total - paid;
  return isAllDue(owed, businessDate) || deposit <= paid ? open : Math.min(deposit - paid, open);
}
