import { readFileSync } from 'node:fs';
import { openDesk } from '#main/store/open-desk.ts';
import { syncFromNothing } from './sync-from-nothing.ts';

/*
 * A first sync in a process of its own, so that its memory is the sync's and nothing else's: given the folder of an enrolled
 * desk, prints the seconds it took and the most memory of its own that the process held, in MB.
 */

const [dataFolder = ''] = process.argv.slice(2);
const store = openDesk({ dataFolder });
const beforeMb = ownMb();
let mostMb = beforeMb;
const sampling = setInterval(() => (mostMb = Math.max(mostMb, ownMb())), 10);
const seconds = await syncFromNothing(store);
clearInterval(sampling);
store.close();
process.stdout.write(`${JSON.stringify({ seconds, beforeMb, mostMb })}\n`);
process.exit();

/** Memory of its own: pages of the replica that the system shows it from its cache are not the process's. */
function ownMb(): number {
  try {
    return Number(/RssAnon:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  } catch {
    return process.memoryUsage.rss() / 1_048_576;
  }
}
