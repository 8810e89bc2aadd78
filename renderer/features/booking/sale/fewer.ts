/** A party that takes only so many seats: those named first stay, each as what they are. */
export function fewerOf(pax: Readonly<Record<string, number>>, seats: number): Record<string, number> {
  let left = seats;
  return Object.fromEntries(
    Object.entries(pax).map(([category, count]) => {
      const stay = Math.min(count, left);
      left -= stay;
      return [category, stay];
    }),
  );
}
