/** One breakage of a rule, in one place of the source, and the tests that must not let it pass. */
export interface Mutant {
  /** The rule that it breaks: `S7`. */
  readonly rule: string;
  /** What is wrong with it, in words; unique. */
  readonly name: string;
  readonly file: string;
  /** The text to replace: it occurs exactly once in the file. */
  readonly find: string;
  readonly put: string;
  /** Where it is noticed. */
  readonly kills: Killer;
}

/** A test file, and the beginning of the titles in it that are run. */
export interface Killer {
  readonly file: string;
  /** As it stands in the source, within the describe that it is in; several where any of them will do. */
  readonly title: string;
}

/** The project of vitest that runs a test file. */
export function projectOf(file: string): 'unit' | 'integration' {
  return /^test\/(contract|integration|sync|simulation)\//.test(file) ? 'integration' : 'unit';
}
