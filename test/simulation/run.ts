import type { Actor } from '#shared/commands/context.ts';
import { canonicalJson } from '#shared/kernel/hash.ts';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import type { EventOf } from '#shared/commands/events.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import { runCommand } from '#main/store/run-command.ts';
import { executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import type { ServerOutcome } from '#sync-server/engine/server-turns.ts';
import type { Chance } from './chance.ts';
import { type Deed, deeds, rollDay } from './deeds.ts';
import { insist } from './insist.ts';
import type { Installation } from './installation.ts';
import { laterDeeds } from './later-deeds.ts';
import type { Lodge } from './lodge.ts';
import type { Releases } from './releases.ts';
import { type WhatWasSaid } from './said.ts';
import type { Schedule } from './schedule.ts';
import type { Streams } from './streams.ts';
import type { Tally } from './tally.ts';
import type { Answer, Request, TheServer } from './the-server.ts';
import { tourDeeds } from './tour-deeds.ts';
import { pushAnswer, pushBody } from '#shared/sync/envelope.ts';

/** One run under way: its time, its chance, the server and the desks, what was said and done so far. */
export interface Run {
  readonly chance: Chance;
  readonly schedule: Schedule;
  readonly tally: Tally;
  readonly server: TheServer;
  readonly lodge: Lodge;
  readonly said: WhatWasSaid;
  readonly desks: Installation[];
  /** Where the disks are. */
  readonly folder: string;
  /** Every action, in order, without anything that differs between two runs of a seed. */
  readonly log: string[];
  /** Rules that were found broken on the way. */
  readonly found: string[];
  /** The answer to each envelope as it was first heard, by its identity. */
  readonly answers: Map<string, string>;
  /** Desks that are about to hear that something was committed. */
  readonly hearing: Set<Installation>;
  /** When the power goes on a desk: after so many more commands there. */
  readonly powerGoes: Map<Installation, number>;
  /** The two releases that its desks are of; undefined in a plain seed. */
  readonly releases: Releases | undefined;
  /** Whether requests meet in the server, and some desks follow open streams. */
  readonly isCrowded: boolean;
  readonly streams: Streams;
  /** Desks whose sign-in ended once: their disks hold tokens that are not known any more. */
  readonly signInEnded: Set<Installation>;
}

export function note({ schedule, log }: Run, what: string): void {
  log.push(`${new Date(schedule.now).toISOString().slice(5, 23)} ${what}`);
}

/** Thrown out of a deed by the power that goes in the middle of it. */
export class PowerGone extends Error {
  override readonly name = 'PowerGone';
}

/** Somebody does something at a desk, where its program runs. */
export function doAt(run: Run, desk: Installation, deed?: Deed): void {
  const { chance, lodge } = run;
  const { store } = desk;
  // Nobody works on a replica that has not been filled yet.
  if (store === undefined || store.meta.get('firstSync')?.complete !== true) return;
  const chosen = deed ?? chance.weigh(run.releases === undefined ? deeds : [...deeds, ...laterDeeds, ...tourDeeds]);
  try {
    chosen({ store, chance, staff: lodge.staff, run: (name, draft, actor) => command(run, desk, name, draft, actor) });
  } catch (error) {
    if (!(error instanceof PowerGone)) throw error;
  }
}

export { rollDay };

function command(run: Run, desk: Installation, name: string, draft: unknown, actor: Actor): CommandAnswer {
  const { store } = desk;
  if (store === undefined) throw new PowerGone();
  const carryOut = () => {
    const work = () => runCommand(store, name, draft, actor);
    return run.releases === undefined ? work() : run.releases.recordedBy(desk.release, work);
  };
  const left = run.powerGoes.get(desk);
  if (left !== undefined && left > 1) run.powerGoes.set(desk, left - 1);
  if (left !== 1) return told(run, desk, name, carryOut());
  run.powerGoes.delete(desk);
  const had: CommandAnswer[] = [];
  const onItsWay = desk.powerCutDuring(() => had.push(carryOut()));
  const [answer] = had;
  if (answer?.ok === true) run.said.unsaid(answer.envelopeId);
  run.tally.add('power cuts');
  if (answer?.ok === true && onItsWay !== 'nothing') run.tally.add(`power cuts that dropped bytes of the ${onItsWay}`);
  note(run, `${desk.name}: the power goes during ${name}, ${onItsWay} on its way to the disk`);
  throw new PowerGone();
}

function told(run: Run, desk: Installation, name: string, answer: CommandAnswer): CommandAnswer {
  if (!answer.ok) {
    run.tally.add('commands refused at the desk');
    run.tally.add(`refused at the desk: ${answer.reason}`);
    note(run, `${desk.name}: ${name} refused: ${answer.reason}`);
    return answer;
  }
  run.said.say(answer.envelopeId, name, desk.name);
  run.tally.add('commands');
  run.tally.add(`commands: ${name}`);
  if (run.said.all.get(answer.envelopeId)?.isFact === true) run.tally.add('facts');
  if (run.lodge.tours !== undefined) promised(run, desk, answer);
  note(run, `${desk.name}: ${name} ${answer.seq}`);
  return answer;
}

/** What a desk promised by a sale must stand at the server [S32]. */
function promised(run: Run, desk: Installation, answer: Extract<CommandAnswer, { readonly ok: true }>): void {
  const found = answer.events.find(({ type }) => type === 'ItemsHeld' || type === 'StayBooked');
  if (found === undefined) return;
  const sale = found as EventOf<'ItemsHeld' | 'StayBooked'>; // as its type says
  const { promise } = sale.booking.fields;
  if (promise === 'guaranteed') run.said.promise(answer.envelopeId);
  const of = sale.type === 'StayBooked' ? 'nights' : sale.stays.length > 0 ? 'packages' : 'seats';
  const line = desk.sync?.line().state === 'online' ? 'with' : 'without';
  run.tally.add(`sales of ${of} ${line} the line: ${promise}`);
}

/** A message reaches the server; what it answers is held against what it answered before [S22]. */
export async function deliver(run: Run, request: Request): Promise<Answer | undefined> {
  if (!run.server.up) {
    run.tally.add('messages: to a server that was away');
    return undefined;
  }
  const answer = await run.server.ask(request);
  if (!run.server.unbroken()) note(run, 'the break did not come about');
  if (answer === undefined) {
    note(run, `the server died over ${request.method} ${request.path.split('?')[0]}`);
    return undefined;
  }
  const isPush = request.path === '/v1/commands';
  if (answer.status === 409 && !isPush) run.tally.add('409s of the feed');
  if (answer.status >= 400) run.tally.add(`answers: ${isPush ? 'push' : 'feed'} ${answer.status}`);
  if (isPush && answer.status === 200) await hear(run, request, answer);
  if (isPush && answer.status !== 200)
    note(run, `push answered ${answer.status} ${/"error":"([\w-]+)"/.exec(answer.body)?.[1] ?? ''}`);
  return answer;
}

async function hear(run: Run, request: Request, answer: Answer): Promise<void> {
  const push = pushBody.parse(JSON.parse(request.body ?? ''));
  const { verdicts, taken, standing } = pushAnswer.parse(JSON.parse(answer.body));
  const [first, last] = [push.envelopes[0]?.seq, push.envelopes.at(-1)?.seq];
  const sent = first === undefined ? 'nothing' : `${first} to ${last}`;
  note(run, `push: ${push.desk}/${push.epoch} ${sent}, settled ${push.acknowledged}: taken ${taken}, ${standing}`);
  for (const verdict of verdicts) {
    const envelope = push.envelopes.find(({ seq }) => seq === verdict.seq);
    if (envelope === undefined) {
      run.found.push(`[S22] an answer to ${push.desk}/${push.epoch}/${verdict.seq}, which was not sent`);
      continue;
    }
    // Whether its desk had acknowledged it before is no part of the answer.
    const { acknowledged: _acknowledged, ...answered } = verdict;
    const text = canonicalJson(answered);
    const before = run.answers.get(envelope.id);
    if (before !== undefined) {
      run.tally.add('envelopes sent again');
      if (before !== text) run.found.push(`[S22] ${envelope.name} ${envelope.id} was answered ${before}, then ${text}`);
      continue;
    }
    run.answers.set(envelope.id, text);
    run.tally.add(`verdicts: ${verdict.outcome}`);
    if (envelope.version < (commandNamed(envelope.name)?.version ?? 0)) run.tally.add('envelopes of an older release');
    if (verdict.outcome === 'refused') run.tally.add(`refusals: ${verdict.reason}`);
    if (verdict.outcome === 'exception') run.tally.add(`exceptions: ${verdict.reason}`);
    note(
      run,
      `server: ${push.desk}/${push.epoch}/${verdict.seq} ${envelope.name} ${verdict.outcome} ${verdict.reason}`,
    );
  }
  // One that only says that the line is in changes nothing.
  if (push.envelopes.length > 0 || push.acknowledged > 0) await news(run);
}

/** Something was committed: the desks that follow hear of it, each a little later, or over their streams. */
export async function news(run: Run): Promise<void> {
  for (const desk of run.desks) {
    if (!desk.waitsForFeed || !desk.wire.isIn || run.hearing.has(desk)) continue;
    run.hearing.add(desk);
    run.schedule.after(run.chance.wait(20_000, 300_000), () => {
      run.hearing.delete(desk);
      desk.readFeedNow();
    });
  }
  await run.streams.heard();
}

/** A command with the server's authority, by the house's own system. */
export async function actAtServer(run: Run, name: string, draft: unknown): Promise<ServerOutcome | undefined> {
  const { server, lodge, chance, schedule } = run;
  if (!server.up) return undefined;
  const id = chance.id(schedule.now);
  const outcome = await insist(server, () =>
    executeAsServer(server.side, lodge.place, { name, draft, actor: systemActor, id }),
  );
  if (outcome === undefined) return undefined;
  note(run, `server: ${name} ${outcome.ok ? 'done' : outcome.reason}`);
  await news(run);
  return outcome;
}
