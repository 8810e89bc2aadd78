/** The shortest PIN there is [U1]. */
export const SHORTEST_PIN = 6;
const LONGEST_PIN = 12;

/** What is left of a text as a PIN: its digits, at most twelve. */
export function pinFrom(text: string): string {
  return text.replaceAll(/\D/g, '').slice(0, LONGEST_PIN);
}

/** Seconds until the next try is looked at; 0 when one may try. */
export function secondsLockedOut(until: string | null, now: number): number {
  return until === null ? 0 : Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
}
