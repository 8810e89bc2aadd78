/** A time of day as a person types it (`14`, `1430`, `14.30`, `9:5`), as `HH:MM`. Empty stays empty; null when it is no time. */
export function readClock(text: string): string | null {
  const typed = text.trim();
  if (typed === '') return '';
  const parts = /^(\d{1,2})(?:[:.h ]?(\d{1,2}))?$/.exec(typed);
  if (!parts) return null;
  const [hours, minutes] = [Number(parts[1]), Number(parts[2] ?? 0)];
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
