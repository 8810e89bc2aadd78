import type { Row } from '#shared/schema/entities.ts';
import { serverNow } from '#main/store/desk-clock.ts';
import type { Identity } from '#main/store/meta.ts';
import type { Store } from '#main/store/open-store.ts';
import { runCommand } from '#main/store/run-command.ts';
import type { Line } from './line.ts';
import type { World } from './world.ts';

/** Gives back of this desk's own allotments what is asked for, and what nobody can buy any more [S31, S33]. */
export interface GivingBack {
  /** Something may have changed: looks soon. */
  look(): void;
  stop(): void;
}

/** What is over is looked for as time passes, after so many milliseconds each time. */
export const looksEvery = 60_000;

/** The desk does it by itself: nobody is asked, and nobody's name stands on it. */
const deskItself = { userId: 'system', name: 'System', role: 'system' } as const;

/** Only while the line is there: a desk that cannot be asked keeps what it may still sell. */
export function startGivingBack(store: Store, self: Identity, line: Pick<Line, 'view'>, world: World): GivingBack {
  let stopped = false;
  let soon: (() => void) | undefined;
  let later = world.setTimer(looksEvery, again);

  function again(): void {
    later = world.setTimer(looksEvery, again);
    look();
  }

  function look(): void {
    // Not at once: who tells of a change may be in the midst of something.
    soon ??= world.setTimer(0, () => {
      soon = undefined;
      if (!stopped && line.view().state === 'online') giveBack(store, self);
    });
  }

  return {
    look,
    stop() {
      stopped = true;
      soon?.();
      later();
    },
  };
}

function giveBack(store: Store, self: Identity): void {
  // The answer to one is awaited before the next: what was given shows in the lease.
  if (store.journal.pending().some(({ envelope }) => envelope.name === 'returnLeases')) return;
  const leases = unitsToGive(store, self);
  if (leases.length > 0) runCommand(store, 'returnLeases', { leases: leases.slice(0, 500) }, deskItself);
}

/** Of each own lease the units that are to go back: those asked for, and all of what is over. */
export function unitsToGive(store: Store, { desk, epoch, propertyId }: Identity): { leaseId: string; units: number }[] {
  const leases = store.answer({
    mode: 'peek',
    entity: 'lease',
    where: [
      { field: 'deskCode', is: '=', value: desk },
      { field: 'epoch', is: '=', value: epoch },
      { field: 'status', is: '=', value: 'active' },
      { field: 'units', is: '>', value: 0 },
    ],
  }) as readonly Row<'lease'>[]; // the answer to a need of that entity
  const now = serverNow(store.meta, store.machineNow());
  const { businessDate = '' } = (store.find('property', propertyId) ?? {}) as Partial<Row<'property'>>; // its one row
  return leases.flatMap((lease) => {
    const departure = lease.kind === 'seat' ? store.find('departure', lease.resourceId) : undefined;
    const units = isOver(lease, departure as Row<'departure'> | undefined, businessDate, now) // the row of that entity
      ? lease.units
      : Math.min(lease.recalled, lease.units);
    return units > 0 ? [{ leaseId: lease.id, units }] : [];
  });
}

/** Nobody can be sold it any more: the night is past, or the departure's booking has ended [I11]. */
function isOver(
  lease: Row<'lease'>,
  departure: Row<'departure'> | undefined,
  businessDate: string,
  now: string,
): boolean {
  if (lease.kind === 'roomNight') return lease.date < businessDate;
  return departure === undefined ? false : departure.state !== 'scheduled' || departure.cutoffAt <= now;
}
