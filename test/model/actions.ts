import fc from 'fast-check';
import { backUp, clone, fillSecondDisk, loseBoth, loseReplica, powerCut, restore, stop } from './accidents.ts';
import { catchUp, follow, handlePush, hearAnswer, sendPush } from './line.ts';
import { actElsewhere } from './server.ts';
import { beginEpoch, command, erase, prune, switchOn, upgrade } from './work.ts';
import { type World, tally } from './world.ts';

/** One thing that happens; its numbers choose among what there is at that moment. */
export interface Action {
  readonly what: (typeof kinds)[number];
  readonly desk: number;
  readonly a: number;
  readonly b: number;
}

export const kinds = [
  'command',
  'cut command',
  'send',
  'serve',
  'serve in part',
  'server dies',
  'hear',
  'lose push',
  'repeat push',
  'lose answer',
  'follow',
  'follow in part',
  'refetch',
  'kill',
  'power cut',
  'start',
  'catch up',
  'lose replica',
  'lose both',
  'back up',
  'restore',
  'restore without box',
  'clone',
  'renew',
  'revoke',
  'expire',
  'dismiss',
  'sell elsewhere',
  'prune',
  'erase',
  'second disk full',
  'new release here',
  'new release there',
] as const;

/** Work is more frequent than accidents, or there would be nothing to lose. */
const weights: Partial<Record<(typeof kinds)[number], number>> = {
  command: 40,
  'cut command': 4,
  send: 16,
  serve: 14,
  hear: 14,
  follow: 20,
  start: 20,
  'catch up': 12,
  'follow in part': 4,
  'sell elsewhere': 3,
  'lose both': 0.3,
};

/** What a script dwells on: each bad day has its own accidents, over and over. */
const themes: readonly (readonly (typeof kinds)[number][])[] = [
  [],
  ['restore', 'restore without box', 'back up', 'clone', 'renew', 'lose both'],
  ['clone', 'lose replica', 'renew', 'serve in part', 'kill'],
  ['refetch', 'follow in part', 'prune', 'follow', 'erase', 'repeat push'],
  ['second disk full', 'lose replica', 'power cut', 'cut command', 'kill'],
  ['server dies', 'serve in part', 'repeat push', 'lose push', 'lose answer', 'hear'],
  ['dismiss', 'revoke', 'expire', 'new release here', 'new release there', 'erase'],
];

export const script: fc.Arbitrary<Action[]> = fc.constantFrom(...themes).chain((theme) => {
  const weightOf = (kind: (typeof kinds)[number]) =>
    Math.round(10 * ((weights[kind] ?? 1) + (theme.includes(kind) ? 8 : 0)));
  const what = fc.oneof(...kinds.map((kind) => ({ weight: weightOf(kind), arbitrary: fc.constant(kind) })));
  const action = fc.record({ what, desk: fc.nat({ max: 3 }), a: fc.nat({ max: 11 }), b: fc.nat({ max: 5 }) });
  return fc.array(action, { minLength: 1, maxLength: 90, size: 'max' });
});

export function act(world: World, { what, desk: which, a, b }: Action): void {
  const { server, desks, pushes, answers } = world;
  const desk = desks[which % desks.length];
  if (desk === undefined) return;
  tally(world, what);
  switch (what) {
    case 'command':
      return command(world, desk, a, b, 'done');
    case 'cut command':
      return command(world, desk, a, b, (['committed', 'appended', 'flushed'] as const)[b % 3] ?? 'committed');
    case 'send':
      return void sendPush(world, desk, 1 + b);
    case 'serve':
      return handlePush(world, a % Math.max(1, pushes.length), 0, 'answers');
    case 'serve in part':
      return handlePush(world, a % Math.max(1, pushes.length), 1 + b, 'pauses');
    case 'server dies':
      return handlePush(world, a % Math.max(1, pushes.length), 1 + b, 'dies');
    case 'hear':
      return hearAnswer(world, a % Math.max(1, answers.length));
    case 'lose push':
      return void pushes.splice(a % Math.max(1, pushes.length), 1);
    case 'repeat push':
      return void pushes.push(...pushes.slice(a % Math.max(1, pushes.length)).slice(0, 1));
    case 'lose answer':
      return void answers.splice(a % Math.max(1, answers.length), 1);
    case 'follow':
      return follow(world, desk, 1 + a, 0);
    case 'follow in part':
      return follow(world, desk, b % 3, 1 + (a % 4));
    case 'refetch':
      return void server.handle++;
    case 'kill':
      return stop(desk);
    case 'power cut':
      return powerCut(desk, b);
    case 'start':
      return desk.memory === null ? switchOn(world, desk) : undefined;
    case 'catch up':
      return catchUp(world, desk);
    case 'lose replica':
      return loseReplica(world, desk, b % 2 === 1);
    case 'lose both':
      return loseBoth(world, desk);
    case 'back up':
      return backUp(desk);
    case 'restore':
      return restore(world, desk, true);
    case 'restore without box':
      return restore(world, desk, false);
    case 'clone':
      return clone(world, desk);
    case 'renew':
      return desk.needsEpoch && desk.memory !== null ? beginEpoch(world, desk) : undefined;
    case 'revoke':
      return void (a < 6 ? server.revoked.add(desk.code) : server.revoked.delete(desk.code));
    case 'expire':
      return void (desk.broken.has('expired-drops-queue') && desk.replica !== null && (desk.replica.journal = []));
    case 'dismiss':
      return void (server.dismissed.has(desk.code)
        ? server.dismissed.delete(desk.code)
        : server.dismissed.add(desk.code));
    case 'sell elsewhere':
      return actElsewhere(server, world.made++, { name: 'sell', slot: a % 2 });
    case 'prune':
      return prune(world, a);
    case 'erase':
      return erase(world, a);
    case 'second disk full':
      return fillSecondDisk(desk);
    case 'new release here':
      return upgrade(desk);
    case 'new release there':
      return void (server.code = 2);
  }
}
