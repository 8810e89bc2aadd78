import { useEffect } from 'react';

/** Does something now and every `everyMs` while shown: for what no notice tells. `act` must be the same function between renders. */
export function useEvery(everyMs: number, act: () => void): void {
  useEffect(() => {
    act();
    const timer = setInterval(act, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, act]);
}
