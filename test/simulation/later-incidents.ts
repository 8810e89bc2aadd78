import { commandNamed } from '#shared/commands/registry.ts';
import { pruneFeed } from '#sync-server/jobs/prune-feed.ts';
import { type Incident, buy } from './incidents.ts';
import { insist } from './insist.ts';
import type { Installation } from './installation.ts';
import { type Run, doAt, news, note } from './run.ts';
import { revokeAllotments } from './rounds.ts';
import { sellPackage, sellSeats } from './tour-deeds.ts';
import { endSignIn, signIn } from './sign-ins.ts';

/** What befalls a desk beside `onDesks`, and how often in a day; not in a plain seed. */
export const laterOnDesks: readonly (readonly [number, (run: Run, desk: Installation) => void | Promise<void>])[] = [
  [0.5, upgrade],
  [0.15, endSignIn],
  [1.5, signIn],
  [3, sellAlone],
];

/** What befalls the server beside `onServer`. */
export const laterOnServer: readonly (readonly [number, Incident])[] = [
  [1.5, prune],
  [14, buy],
  [0.9, revokeAllotments],
];

/** What befalls a crowded seed. */
export const onCrowds: readonly (readonly [number, Incident])[] = [[2.5, rush]];

/** People come to a desk that has no line, and are sold what it may promise, and more [S32]. */
function sellAlone(run: Run, desk: Installation): void {
  if (desk.sync === undefined || desk.sync.line().state === 'online') return;
  run.tally.add('times that people came to a desk without a line');
  for (let n = run.chance.between(1, 3); n > 0; n--) doAt(run, desk, run.chance.happens(0.7) ? sellSeats : sellPackage);
}

/** The next release is put onto a desk, whatever is pending there [S17]. */
function upgrade(run: Run, desk: Installation): void {
  const { store } = desk;
  if (store === undefined || desk.release === 'next') return;
  const old = store.journal
    .pending()
    .filter(({ envelope: { name, version } }) => version < (commandNamed(name)?.version ?? 0)).length;
  if (run.chance.happens(0.5)) desk.kill();
  else desk.close();
  desk.release = 'next';
  desk.start();
  run.tally.add('desks upgraded');
  if (old > 0) run.tally.add('desks upgraded with work of the older release pending');
  note(run, `${desk.name}: upgraded, ${old} of the older release pending`);
}

/** What is over leaves the feed [S29], or what soon will be: the longer the look-back, the less a run of days has to show. */
async function prune(run: Run): Promise<void> {
  const { server, lodge, chance } = run;
  const lookBackDays = chance.between(-3, 0);
  const pruned = await insist(server, () =>
    pruneFeed(server.side.pool, lodge.place, { lookBackDays, now: server.side.now() }),
  );
  if (pruned === undefined) return;
  run.tally.add('prunes of the feed');
  run.tally.add('bookings pruned from the feed', pruned);
  note(run, `feed: ${pruned} bookings pruned`);
  if (pruned > 0) await news(run);
}

/** Everybody at once: every desk, and buyers on the web beside them. */
function rush(run: Run): void {
  const { chance, schedule } = run;
  run.tally.add('rushes');
  note(run, 'a rush');
  for (const desk of run.desks) {
    for (let n = chance.between(1, 3); n > 0; n--) doAt(run, desk);
    desk.sync?.tryNow();
  }
  for (let n = chance.between(1, 3); n > 0; n--) schedule.after(chance.below(2000), () => buy(run), 'together');
}
