import type { Mutant } from './mutant.ts';

/** Breakages of what happens to a sale after it was made: moved, priced anew, offered elsewhere, held no longer than it may be. */
export const changeMutants: readonly Mutant[] = [
  {
    rule: 'B6',
    name: 'seats that go to another departure keep their price',
    file: 'shared/commands/bookings/priced-there.ts',
    find: 'price?.differences[at] ??',
    put: 'price?.differences[at + 1] ??',
    kills: { file: 'shared/commands/bookings/move-seats.test.ts', title: '[B6] [I3] held ones' },
  },
  {
    rule: 'P1',
    name: 'anybody lets an agreed price stand',
    file: 'shared/commands/bookings/move-seats.ts',
    find: 'keepPrice && !mayOverride(context)',
    put: 'keepPrice && false',
    kills: { file: 'shared/commands/bookings/move-seats.test.ts', title: '[P1]' },
  },
  {
    rule: 'B7',
    name: 'who joins pays what the desk says',
    file: 'shared/commands/bookings/change-pax.ts',
    find: 'added === null ? done(null)',
    put: 'added !== null ? done(null)',
    kills: { file: 'shared/commands/bookings/change-pax.test.ts', title: '[B7]' },
  },
  {
    rule: 'I8',
    name: 'a hold outlives the start',
    file: 'shared/commands/holds/before-start.ts',
    find: 'startsAt < first ? startsAt : first',
    put: 'first',
    kills: { file: 'shared/commands/holds/before-start.test.ts', title: '[I4] [I8] no hold is begun' },
  },
  {
    rule: 'I7',
    name: 'another departure is offered beyond the quota of who asks',
    file: 'shared/commands/holds/other-departures.ts',
    find: 'unitsFor(slot, group, context.arrivedAt)',
    put: 'slot.total',
    kills: { file: 'shared/commands/holds/held-alternatives.test.ts', title: '[I7]' },
  },
  {
    rule: 'S31',
    name: 'the last party stands for all that were turned away',
    file: 'shared/commands/outside/note-turned-away.ts',
    find: 'Number(most) > units;',
    put: 'Number(most) < units;',
    kills: { file: 'shared/commands/outside/note-turned-away.test.ts', title: '[S31] the largest party' },
  },
  {
    rule: 'I8',
    name: 'what desks keep counts as sold',
    file: 'shared/commands/tours/load-departure.ts',
    find: 'let left = units - leased;',
    put: 'let left = units;',
    kills: { file: 'shared/commands/tours/departure-care.test.ts', title: '[I8] [S31]' },
  },
];
