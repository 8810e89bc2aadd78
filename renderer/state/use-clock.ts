import { useEffect, useState } from 'react';
import { clockIn } from '#shared/kernel/dates.ts';

/** So often the clock is looked at; only another minute draws anything anew. */
const LOOK_MS = 1_000;

/** The lodge's own clock, `HH:MM`, going on while it is shown; empty until the zone is known. */
export function useClock(zone: string | undefined): string {
  const [, showMinute] = useState('');
  useEffect(() => {
    const timer = setInterval(() => showMinute(timeIn(zone)), LOOK_MS);
    return () => clearInterval(timer);
  }, [zone]);
  return timeIn(zone);
}

function timeIn(zone: string | undefined): string {
  return zone === undefined ? '' : clockIn(zone, new Date().toISOString());
}
