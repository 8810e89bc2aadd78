import { useEffect, useState } from 'react';
import { serverNowMs, useServerClock } from './server-clock.ts';

/**
 * The server's present moment in milliseconds, renewed every `everyMs` while shown: by this, not by the machine's clock, runs out
 * what the server ends, so that all desks count down alike [I4, S3].
 */
export function useServerNow(everyMs: number): number {
  const clock = useServerClock((state) => state.clock);
  const [now, setNow] = useState(serverNowMs);
  useEffect(() => {
    const look = () => setNow(serverNowMs());
    look();
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, clock]);
  return now;
}
