import type { TFunction } from 'i18next';
import type { LineView } from '#shared/rpc/sync-views.ts';
import { formatClock } from '#renderer/ui/format.ts';
import type { IconName } from '#renderer/ui/icon.tsx';

/** How the line looks: `good` needs nothing, `away` means carry on, `blocked` needs an administrator. */
export type LineTone = 'good' | 'waiting' | 'away' | 'blocked';

export interface LineWords {
  readonly tone: LineTone;
  readonly icon: IconName | null;
  /** `Online`, `Offline since 10:42`. */
  readonly state: string;
  /** `3 to send`, or null with nothing waiting. */
  readonly pending: string | null;
  /** `1 refused`, or null. */
  readonly refused: string | null;
}

const looks: Readonly<Record<LineView['state'], readonly [LineTone, IconName | null]>> = {
  online: ['good', null],
  connecting: ['waiting', 'refresh'],
  offline: ['away', 'cloudOff'],
  switchedOff: ['away', 'unplug'],
  signInExpired: ['blocked', 'lock'],
  forked: ['blocked', 'copy'],
  closed: ['blocked', 'lock'],
  revoked: ['blocked', 'ban'],
  tooOld: ['blocked', 'warning'],
};

/** The line's pill in words. `zone` is the lodge's: all clocks on the screen are the house's. */
export function lineWords(line: LineView, zone: string | undefined, t: TFunction<'shell'>): LineWords {
  const [tone, icon] = looks[line.state];
  // Where nothing comes back, the answer to what was deposited does not either: it is sent all the same [S12].
  const waiting = line.state === 'revoked' || line.state === 'tooOld' ? line.toSend : line.pending;
  return {
    tone,
    icon,
    state: t(`line.${line.state}`, { since: formatClock(line.since, zone) }),
    pending: waiting > 0 ? t('line.toSend', { count: waiting }) : null,
    refused: line.refused > 0 ? t('line.refused', { count: line.refused }) : null,
  };
}
