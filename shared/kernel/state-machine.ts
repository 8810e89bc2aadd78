/** One allowed step: which command leads from a state to which. */
export interface Transition<State extends string, Command extends string> {
  readonly from: readonly State[];
  readonly command: Command;
  readonly to: State;
  /** What else must hold, in words, for the documents' table. */
  readonly guard?: string;
  /** What it does to the money, in words, for the documents' table. */
  readonly effect?: string;
}

/** The state that `command` leads to from `state`, or undefined where the table has no such step [B2]. */
export function nextState<State extends string, Command extends string>(
  table: readonly Transition<State, Command>[],
  state: State,
  command: Command,
): State | undefined {
  return table.find((step) => step.command === command && step.from.includes(state))?.to;
}

/** The commands that the table allows from a state. */
export function commandsFrom<State extends string, Command extends string>(
  table: readonly Transition<State, Command>[],
  state: State,
): Command[] {
  return table.filter((step) => step.from.includes(state)).map((step) => step.command);
}
