import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import { type Made, madeBy } from './made.ts';
import type { Step, StepCommand } from './plan.ts';

export type CommandRefused = Extract<CommandAnswer, { ok: false }>;
export type RunStep = (command: string, draft: unknown) => Promise<CommandAnswer>;

/** How far a chain came. What is in `done` is durable and stays, whatever came after. */
export interface ChainResult {
  readonly made: Made;
  readonly done: readonly StepCommand[];
  /** The step that was refused, and all that was therefore not tried. */
  readonly stopped: { readonly step: Step; readonly answer: CommandRefused; readonly left: readonly Step[] } | null;
}

const nothingDone: ChainResult = { made: {}, done: [], stopped: null };

/** Runs the steps in order and stops at the first refusal: nothing after it is tried, nothing before it is taken back. */
export async function runChain(
  steps: readonly Step[],
  run: RunStep,
  before: ChainResult = nothingDone,
): Promise<ChainResult> {
  let { made, done } = before;
  for (const [index, step] of steps.entries()) {
    const answer = await run(step.command, step.draft(made));
    if (!answer.ok) return { made, done, stopped: { step, answer, left: steps.slice(index + 1) } };
    made = { ...made, ...madeBy(answer.events) };
    done = [...done, step.command];
    // [B5] It was there already, with its own money: nothing is paid twice on it.
    if (made.known) break;
  }
  return { made, done, stopped: null };
}

/**
 * Goes on after a refusal by one of its alternatives, which takes the refused step's place. Money is not taken on a
 * price that nobody has agreed to, and nobody checks in to a room that is not given: such steps are left out.
 */
export function continueWith(
  result: ChainResult,
  alternative: { readonly command: string; readonly input: unknown; readonly difference: number },
  run: RunStep,
): Promise<ChainResult> {
  const { stopped } = result;
  if (!stopped) return Promise.resolve(result);
  const priceHolds = alternative.difference === 0;
  const inPlace = { ...stopped.step, draft: () => alternative.input };
  const runOther: RunStep = (command, draft) => run(draft === alternative.input ? alternative.command : command, draft);
  const left = stopped.left.filter(({ command }) =>
    command === 'takeCash' ? priceHolds : command !== 'checkIn' || (priceHolds && givesRoom(alternative.input)),
  );
  return runChain([inPlace, ...left], runOther, { ...result, stopped: null });
}

function givesRoom(input: unknown): boolean {
  return typeof input === 'object' && input !== null && typeof Reflect.get(input, 'roomId') === 'string';
}
