import { formatDay } from '#renderer/ui/format.ts';

/** When a departure leaves, and the day on which it is back where that is another. */
export function departureWords({
  date,
  time,
  endsOn,
}: {
  readonly date: string;
  readonly time: string;
  readonly endsOn: string;
}): string {
  const leaves = `${formatDay(date)} ${time}`;
  return endsOn === date ? leaves : `${leaves} → ${formatDay(endsOn)}`;
}
