import { minorDigits } from '#shared/kernel/money.ts';

/** The locale in which a language of the screens writes figures and dates. */
const locales: Readonly<Record<string, string>> = { en: 'en-GB', de: 'de-DE' };

let locale = 'en-GB';

/** Set when the language changes; every formatter below follows. */
export function setFormatLanguage(language: string): void {
  locale = locales[language] ?? language;
}

export interface MoneyFormat {
  /** `always` in ledgers, `auto` where whole amounts read better, `never` on keys. */
  readonly decimals?: 'always' | 'auto' | 'never';
  /** The ISO code in front, `NPR 6,400.00`. */
  readonly code?: boolean;
}

/** Minor units as an amount in the reader's language, with a true minus sign: `−1,240.50`. */
export function formatMoney(minor: number, currency: string, options: MoneyFormat = {}): string {
  const digits = minorDigits(currency);
  const amount = minor / 10 ** digits;
  const whole = options.decimals === 'never' || (options.decimals === 'auto' && Number.isInteger(amount));
  const text = numbers(whole ? 0 : digits).format(Math.abs(amount));
  const signed = amount < 0 && !/^[0.,]*$/.test(text) ? `−${text}` : text;
  return options.code ? `${currency} ${signed}` : signed;
}

/** An amount in the width of a bar: `9.6k`, `410`. */
export function formatShortMoney(minor: number, currency: string): string {
  const amount = minor / 10 ** minorDigits(currency);
  const [value, unit] = Math.abs(amount) < 1000 ? [amount, ''] : [amount / 1000, 'k'];
  const digits = unit && Math.abs(value) < 100 ? 1 : 0;
  return numberWith({ maximumFractionDigits: digits }).format(value).replace('-', '−') + unit;
}

export function formatNumber(value: number): string {
  return numberWith({}).format(value).replace('-', '−');
}

const dayShapes = {
  /** Fri 20 Nov 2026 */
  full: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  /** Fri 20 Nov */
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  /** 20 Nov */
  short: { day: 'numeric', month: 'short' },
  /** 20 Nov 2026 */
  year: { day: 'numeric', month: 'short', year: 'numeric' },
  /** 20 */
  day: { day: 'numeric' },
  /** Fri */
  weekdayOnly: { weekday: 'short' },
  /** November 2026 */
  month: { month: 'long', year: 'numeric' },
  /** Friday 20 November 2026, to be read out */
  spoken: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type DayShape = keyof typeof dayShapes;

/** A plain date (`YYYY-MM-DD`) in the reader's language. Zone-free: it is a day, not a moment. */
export function formatDay(date: string, shape: DayShape = 'weekday'): string {
  return written(`${locale} ${shape} ${date}`, () => {
    const parts = dateWith({ ...dayShapes[shape], timeZone: 'UTC' }).format(moment(date));
    return parts.replace(/(\p{L}+),/u, '$1');
  });
}

/** The nights `[from, to)` as arrival and departure: `20 → 22 Nov`, `30 Nov → 2 Dec`. */
export function formatSpan(from: string, to: string): string {
  if (from === to) return formatDay(from, 'short');
  return written(`${locale} ${from} ${to}`, () => {
    const parts = dateWith({ ...dayShapes.short, timeZone: 'UTC' }).formatRangeToParts(moment(from), moment(to));
    // Intl knows which halves may share their month; only its dash becomes the arrow that the house uses.
    return parts.map(({ value, source }) => (source === 'shared' ? value.replace(/\s*–\s*/, ' → ') : value)).join('');
  });
}

/** The clock of a moment in a zone, `10:42`. Without a zone, the desk's own. */
export function formatClock(instant: string, zone?: string, seconds = false): string {
  const options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone };
  return dateWith(seconds ? { ...options, second: '2-digit' } : options).format(Date.parse(instant));
}

/** A length of time in one or two units: `24 min`, `5 h 20`, `3 days`. */
export function formatDuration(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (ms < 60_000) return unit(Math.max(0, Math.round(ms / 1000)), 'second');
  if (minutes < 60) return unit(minutes, 'minute');
  if (minutes < 48 * 60) {
    const rest = minutes % 60;
    const hours = unit(Math.floor(minutes / 60), 'hour');
    return rest ? `${hours} ${unit(rest, 'minute')}` : hours;
  }
  return numberWith({ style: 'unit', unit: 'day', unitDisplay: 'long' }).format(Math.floor(minutes / 1440));
}

/** Bytes in the unit a person would use: `412 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const digits = step > 2 ? 1 : 0;
  return numberWith({
    style: 'unit',
    unit: units[step],
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(bytes / 1000 ** step);
}

function moment(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function unit(value: number, name: 'second' | 'minute' | 'hour'): string {
  return numberWith({ style: 'unit', unit: name, unitDisplay: 'short' })
    .format(value)
    .replace(/(min|hr|hrs|sec|secs|mins|Std|Min|Sek)\.?$/, (word) => shortUnits[word.replace('.', '')] ?? word);
}

/** The trade's marks for lengths of time, which Intl writes longer than a pill has room for. */
const shortUnits: Readonly<Record<string, string>> = {
  mins: 'min',
  hr: 'h',
  hrs: 'h',
  sec: 's',
  secs: 's',
  Std: 'Std.',
  Min: 'Min.',
  Sek: 'Sek.',
};

const days = new Map<string, string>();
const DAYS_KEPT = 4000;

/** Days as they were written before: a page of the calendar writes hundreds, a drag one for every move. */
function written(key: string, write: () => string): string {
  const known = days.get(key);
  if (known !== undefined) return known;
  if (days.size >= DAYS_KEPT) days.clear();
  const text = write();
  days.set(key, text);
  return text;
}

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(digits: number): Intl.NumberFormat {
  return numberWith({ minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function numberWith(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${locale}${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known instanceof Intl.NumberFormat) return known;
  const made = new Intl.NumberFormat(locale, options);
  cache.set(key, made);
  return made;
}

function dateWith(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${locale}${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known instanceof Intl.DateTimeFormat) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  cache.set(key, made);
  return made;
}
