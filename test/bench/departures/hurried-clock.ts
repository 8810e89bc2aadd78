/** A clock that was right at `began` (milliseconds) and runs so many times as fast since: minutes of a hold pass in seconds. */
export function hurriedClock(began: number, times: number): () => string {
  return () => new Date(began + (Date.now() - began) * times).toISOString();
}
