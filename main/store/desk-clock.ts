import type { Instant } from '#shared/kernel/dates.ts';
import type { Meta } from './meta.ts';

/** The server-time estimate: this machine's clock set right by the last known offset, and never before what was stamped already [S3]. */
export function serverNow(meta: Meta, machine: number = Date.now()): Instant {
  const estimate = new Date(machine + (meta.get('clockOffset') ?? 0)).toISOString();
  const last = meta.get('lastNow') ?? '';
  return estimate > last ? estimate : last;
}
