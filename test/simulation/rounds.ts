import { allotmentRound } from '#sync-server/jobs/allotments.ts';
import { type DueNews, doDueAt } from '#sync-server/jobs/do-due.ts';
import { byMinutes, bySeconds } from '#sync-server/jobs/due.ts';
import { DatabaseUnavailable } from '#sync-server/store/transaction.ts';
import { insist } from './insist.ts';
import { type Run, actAtServer, news, note } from './run.ts';

const hour = 3_600_000;
/** Desks read the feed every three hours, and are there if they did; what nobody drew on for some hours is not used [S31]. */
const times = { heardMs: 4 * hour, idleMs: 8 * hour };

/** One round of all that the server does by the clock [I4, I5, S31]: the same as its queue begins, at a moment of the run's own. */
export async function jobRound(run: Run): Promise<void> {
  const { server, lodge, chance, schedule, tally, isCrowded } = run;
  if (!server.up || lodge.tours === undefined) return;
  const told: DueNews = {
    logger: { info: () => {}, warn: (about: unknown) => failed(run, about) },
    expired: (holds) => tally.add('holds that the job ended', holds),
  };
  // A round that replays alike does one thing after the other.
  const sideBySide = isCrowded ? 4 : 1;
  const side = () => ({ ...server.side, newId: () => chance.id(schedule.now) });
  const due = await insist(server, () =>
    doDueAt(side(), lodge.place, [...bySeconds, ...byMinutes], told, () => !server.up, sideBySide),
  );
  // What fails over a server that dies is told, and not thrown.
  await server.buryDead();
  const moved = await insist(server, () => allotmentRound(side(), lodge.place, times));
  tally.add('rounds of jobs');
  tally.add('things done by the clock', due ?? 0);
  tally.add('units given to desks', moved?.given ?? 0);
  tally.add('units asked back', moved?.recalled ?? 0);
  note(run, `jobs: ${due ?? 'no'} done, ${moved?.given ?? 'none'} given, ${moved?.recalled ?? 'none'} asked back`);
  if ((due ?? 0) + (moved?.given ?? 0) + (moved?.recalled ?? 0) > 0) await news(run);
}

/** A job that fails over a broken connection is tried again at the next round; any other failure is a bug. */
function failed({ found }: Run, about: unknown): void {
  const { err, command } = about as { readonly err?: unknown; readonly command?: string }; // as `do-due.ts` tells it
  if (err instanceof DatabaseUnavailable) return;
  found.push(`[S25] the job ${command} failed: ${err instanceof Error ? (err.stack ?? err.message) : String(err)}`);
}

/** A manager takes the allotments of a desk away, which may have sold them [S33]. */
export async function revokeAllotments(run: Run): Promise<void> {
  // Mostly of one that is not heard, for whose units others ask.
  const away = run.desks.filter(
    ({ wire, sync }) => sync !== undefined && (!wire.isIn || sync.line().state !== 'online'),
  );
  const desk = run.chance.pick(away.length > 0 && run.chance.happens(0.8) ? away : run.desks);
  const deskCode = desk?.store?.identity()?.desk;
  if (deskCode === undefined || run.lodge.tours === undefined) return;
  const outcome = await actAtServer(run, 'revokeLeases', { deskCode, slotIds: [] });
  if (outcome?.ok === true) run.tally.add('allotments revoked by a manager');
}
