import { type Action, act } from './actions.ts';
import type { Breakage } from './broken.ts';
import { quiesce } from './quiesce.ts';
import { checkAlways, checkAtRest } from './rules.ts';
import { type World, openWorld } from './world.ts';

/** Plays a script from beginning to rest, sound or with one rule broken; what was seen to go wrong is in `wrong`. */
export function play(actions: readonly Action[], broken?: Breakage): World {
  const world = openWorld(new Set(broken === undefined ? [] : [broken]));
  for (const action of actions) {
    act(world, action);
    if (world.wrong.length === 0) checkAlways(world);
  }
  quiesce(world);
  checkAlways(world);
  checkAtRest(world);
  return world;
}
