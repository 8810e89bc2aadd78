import { type PlainDate, isPlainDate } from '#shared/kernel/dates.ts';
import type { DayRule } from './import-map.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The day that a rule finds in a row; undefined where it is no real day of the years 1900 to 2199. */
export function dayOfFields(rule: DayRule, field: (column: string) => string): PlainDate | undefined {
  const parts =
    'column' in rule
      ? partsOf(field(rule.column), rule.form)
      : { year: field(rule.year), month: field(rule.month), day: field(rule.day) };
  if (parts === undefined || !/^(?:19|20|21)\d\d$/.test(parts.year) || !/^\d{1,2}$/.test(parts.day)) return undefined;
  const month = monthOf(parts.month);
  const text = `${parts.year}-${String(month).padStart(2, '0')}-${parts.day.padStart(2, '0')}`;
  return isPlainDate(text) ? text : undefined;
}

interface DayParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

function partsOf(text: string, form: string): DayParts | undefined {
  const [first, second, third] = text.trim().split(/[-/.]/);
  if (first === undefined || second === undefined || third === undefined) return undefined;
  if (form === 'YYYY-MM-DD') return { year: first, month: second, day: third };
  if (form === 'MM/DD/YYYY') return { year: third, month: first, day: second };
  return { year: third, month: second, day: first };
}

function monthOf(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  return months.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}
