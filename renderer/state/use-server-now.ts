import { useEffect, useState } from 'react';
import { serverNowMs, useServerClock } from './server-clock.ts';

/**
 * The server's present moment in milliseconds, renewed every `everyMs` while shown: by this, not by the machine's clock, runs out
 * what the server ends, so that all desks count down alike [I4, S3].
 */
export function useServerNow(everyMs: number): number {
  const [now, setNow] = useState(serverNowMs);
  useEffect(() => {
    const look = () => setNow(serverNowMs());
    const timer = setInterval(look, everyMs);
    const leave = useServerClock.subscribe(look);
    return () => {
      clearInterval(timer);
      leave();
    };
  }, [everyMs]);
  return now;
}
