import { errorWords } from './error-words.ts';

/** One trouble that the desk met, without anybody's words in it. */
export interface Trouble {
  /** The desk's own clock. */
  readonly at: string;
  /** `push`, `feed`, a call of the screens, … */
  readonly where: string;
  readonly what: string;
  /** How often it came in a row. */
  readonly times: number;
}

/** The last troubles of this run, newest last; what repeats is counted. */
export interface TroubleLog {
  note(where: string, message: string): void;
  recent(): readonly Trouble[];
}

const KEPT = 30;

export function troubleLog(now: () => string): TroubleLog {
  let kept: readonly Trouble[] = [];
  return {
    note(where, message) {
      const what = errorWords(message);
      const last = kept.at(-1);
      const again = last?.where === where && last.what === what;
      const noted = { at: now(), where, what, times: again ? last.times + 1 : 1 };
      kept = [...(again ? kept.slice(0, -1) : kept), noted].slice(-KEPT);
    },
    recent: () => kept,
  };
}
