import { type Figure, type Skipped, type Target, isMet } from './figure.ts';

/** The table: a line a figure, its bound of the same run, its target, and whether that was met. */
export function tableOf(figures: readonly Figure[], skipped: readonly Skipped[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    amount(figure.value, figure.unit),
    figure.bound === undefined ? '' : amount(figure.bound.value, figure.unit),
    targetWords(figure),
    { true: 'met', false: 'MISSED', undefined: '' }[String(isMet(figure)) as 'true' | 'false' | 'undefined'],
  ]);
  const all = [['figure', 'measured', 'bound', 'target', ''], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) =>
        column === 1 || column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  const bounds = figures.map(({ part, bound }) => (bound === undefined ? '' : `${part}: ${bound.what}`));
  const notes = [...new Set(bounds.filter((words) => words !== ''))];
  const [head = '', ...body] = lines;
  return [
    head,
    rule,
    ...body,
    ...skipped.map(({ part, why }) => `${part}: not measured, since ${why}`),
    rule,
    'Bounds of this run:',
    ...notes.map((what) => `  ${what}`),
    'Of the figures:',
    ...figures.flatMap(({ name, note }) => (note === undefined ? [] : [`  ${name}: ${note}`])),
  ].join('\n');
}

function targetWords({ target }: Figure): string {
  if (target === undefined) return '';
  return wordsOf(target);
}

function wordsOf(target: Target): string {
  if ('below' in target) return `< ${target.below}`;
  if ('atMost' in target) return `<= ${target.atMost}`;
  if ('atMostTimesBound' in target) return `<= ${target.atMostTimesBound} x bound`;
  return `>= ${target.atLeastOfBound} of bound`;
}

function amount(value: number, unit: Figure['unit']): string {
  const digits = unit === 'rows/s' || unit === '/s' || unit === 'elements' || unit === 'bytes' ? 0 : value < 10 ? 2 : 1;
  const text = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return unit === 'elements' ? text : `${text} ${unit}`;
}
