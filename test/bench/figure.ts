/** One line of the table: what was measured, beside its bound of the same run and its target. */
export interface Figure {
  /** The part of the bench that measured it. */
  readonly part: string;
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  /** What the machine does at best on the same work, measured in the same run, and what that work was. */
  readonly bound?: { readonly value: number; readonly what: string };
  readonly target?: Target;
  /** What a reader must know to read the figure rightly. */
  readonly note?: string;
}

export type Unit = 'ms' | 's' | 'rows/s' | '/s' | '%' | 'MB' | 'elements' | 'bytes';

/** What was promised: a limit of the figure itself, or of how it stands to the bound. */
export type Target =
  | { readonly below: number }
  | { readonly atMost: number }
  | { readonly atLeastOfBound: number }
  | { readonly atMostTimesBound: number };

/** A part that could not be measured, in words. */
export interface Skipped {
  readonly part: string;
  readonly why: string;
}

/** Whether the figure keeps its promise; undefined where none was made. A figure that is no number keeps none. */
export function isMet({ value, bound, target }: Figure): boolean | undefined {
  if (target === undefined) return undefined;
  if ('below' in target) return value < target.below;
  if ('atMost' in target) return value <= target.atMost;
  if ('atMostTimesBound' in target) return bound !== undefined && value <= bound.value * target.atMostTimesBound;
  return bound !== undefined && value >= bound.value * target.atLeastOfBound;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The smallest value that `percent` of all values do not exceed; NaN of none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}
