/** Which weekdays the house's country rests on, by the country in its currency's code (`NPR` is Nepal's); Saturday and Sunday where that is unknown. */
export function weekendOf(currency: string): (day: number) => boolean {
  const rest = new Set(restDays(currency.slice(0, 2)));
  // 1970-01-01 was a Thursday, the fourth day of an ISO week.
  return (day) => rest.has(((((day + 3) % 7) + 7) % 7) + 1);
}

function restDays(region: string): readonly number[] {
  const usual = [6, 7];
  try {
    const locale: Intl.Locale & { getWeekInfo?: () => { weekend: readonly number[] } } = new Intl.Locale(
      `und-${region}`,
    );
    return locale.getWeekInfo?.().weekend ?? usual;
  } catch {
    return usual;
  }
}
