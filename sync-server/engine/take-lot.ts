import type { Envelope } from '#shared/sync/envelope.ts';
import { type DeskEpoch, nextEpochSql } from '#sync-server/store/desk-epochs.ts';
import type { Tx } from '#sync-server/store/transaction.ts';
import type { Happening } from '#sync-server/store/write-rows.ts';
import { type Attempt, type TurnOfEnvelope, answerOf, attemptOf, turnsOf } from './envelope-turns.ts';
import { type Opening, type Stretch, openStretches } from './opening.ts';
import { type Placed, idsMet, placeStretch } from './place-stretch.ts';
import { type Came, resolveInTurn } from './resolve.ts';
import type { Ruling } from './rule.ts';
import { type ServerCame, type ServerWork, openServerTurns } from './server-turns.ts';
import { settle } from './settle.ts';

/** Envelopes of one desk as they came in, each following the one before. */
export interface Delivery {
  readonly envelopes: Stretch;
  /** How the first of them is treated; all others are decided. */
  readonly ruling: Ruling;
  readonly arrival: string;
  /** By a desk whose exchange this server no longer speaks [S18]. */
  readonly tooOld: boolean;
}

/** What became of the first envelopes of a delivery, as far as it was come to: what is behind a refusal or a fault is left. */
export type Attempted = readonly Attempt['answer'][];

/** A piece of work that waits at a property: what a desk sent, or a command that begins here. */
export type Work =
  | { readonly of: 'desk'; readonly delivery: Delivery }
  | { readonly of: 'server'; readonly command: ServerWork };

/** What became of a piece of work, and whether it was come to at all: what could not be decided beside the others is left. */
export type Taking =
  | { readonly of: 'desk'; readonly attempted: Attempted }
  | { readonly of: 'server'; readonly came: Came<ServerCame> };

interface Opened {
  readonly delivery: Delivery;
  readonly opening: Opening;
  readonly placed: readonly Placed[];
  readonly turns: ReadonlyMap<Placed, TurnOfEnvelope>;
}

/**
 * Takes pieces of work in, in one transaction: deliveries of different desks first, then the server's own. Each envelope and each
 * command is decided upon what those before it came to, as if that were committed; then all is written at once, and committed
 * [S20]. A refusal or a fault leaves nothing behind, and is in nobody's way but its own desk's. With `alone` nobody else works at
 * the property meanwhile [S21].
 */
export async function takeLot(tx: Tx, works: readonly Work[], alone: boolean): Promise<readonly Taking[]> {
  const deliveries = works.flatMap((work) => (work.of === 'desk' ? [work.delivery] : []));
  const commands = works.flatMap((work) => (work.of === 'server' ? [work.command] : []));
  const moment = latest([...deliveries.map(({ arrival }) => arrival), ...commands.map(({ clock }) => clock())]);
  const delivered = await openAll(tx, deliveries, moment, alone);
  const own = await openServerTurns(tx, commands, moment, alone);
  const ofDesks = delivered.flatMap((one) => [...one.turns.values()]);
  const ofServer = [...own.turns.values()];
  const { came, writes } = await resolveInTurn<Attempt | ServerCame>(tx, [...ofDesks, ...ofServer], own.beginning);
  // Each has come to what its own turn concludes.
  const cameOfDesks = new Map(ofDesks.map((turn, index) => [turn, came[index] as Came<Attempt>]));
  const cameOfServer = new Map(ofServer.map((turn, index) => [turn, came[ofDesks.length + index] as Came<ServerCame>]));
  const attempts = new Map(delivered.map((one) => [one.delivery, attemptsOf(one, cameOfDesks)]));
  const takings = works.map((work): Taking => {
    if (work.of === 'desk') {
      const attempted = attempts.get(work.delivery) ?? [];
      return { of: 'desk', attempted: attempted.map(({ answer }) => answer) };
    }
    const settled = own.settled.get(work.command);
    if (settled !== undefined) return { of: 'server', came: { is: 'concluded', value: settled, stands: false } };
    const turn = own.turns.get(work.command);
    return { of: 'server', came: (turn && cameOfServer.get(turn)) ?? { is: 'left' } };
  });
  const taken = [...attempts.values()].flat().flatMap((attempt) => attempt.taken ?? []);
  const happened = takings.flatMap((one) => (one.of === 'server' ? (happeningOf(one.came) ?? []) : []));
  if (taken.length + happened.length === 0) return takings;
  const along: string[] = [];
  for (const [index, work] of works.entries()) {
    const taking = takings[index];
    const events = taking?.of === 'server' ? happeningOf(taking.came)?.events : undefined;
    if (work.of === 'server' && events !== undefined)
      along.push(...((await work.command.alongWith?.(tx, events)) ?? []));
  }
  await settle(tx, taken, { happened, first: own.statements(), along }, writes);
  return takings;
}

function happeningOf(came: Came<ServerCame>): Happening | undefined {
  return came.is === 'concluded' ? came.value.happened : undefined;
}

function attemptsOf(
  { placed, turns, opening, delivery }: Opened,
  cameOf: ReadonlyMap<TurnOfEnvelope, Came<Attempt>>,
): readonly Attempt[] {
  const attempted: Attempt[] = [];
  for (const one of placed) {
    if (one.at !== 'next') {
      attempted.push({ answer: answerOf(one, opening, delivery.tooOld), taken: undefined });
      continue;
    }
    const turn = turns.get(one);
    const attempt = turn === undefined ? undefined : attemptOf(cameOf.get(turn));
    if (attempt === undefined) break;
    attempted.push(attempt);
  }
  return attempted;
}

/** All of a lot are decided at one moment: what has run out for one has for all, and is asked for once. */
function latest(moments: readonly string[]): string {
  return moments.toSorted().at(-1) ?? '';
}

async function openAll(
  tx: Tx,
  deliveries: readonly Delivery[],
  arrival: string,
  alone: boolean,
): Promise<readonly Opened[]> {
  if (deliveries.length === 0) return [];
  const openings = await openStretches(
    tx,
    deliveries.map(({ envelopes }) => envelopes),
    alone,
  );
  const hasId = idsMet();
  const all: Opened[] = [];
  for (const [index, delivery] of deliveries.entries()) {
    const opening = openings[index];
    if (opening === undefined) throw new Error('a delivery without its opening');
    const branchOf = (main: DeskEpoch, envelope: Envelope) => newBranch(tx, main, envelope);
    const placed = await placeStretch(tx.place, delivery.envelopes, opening, arrival, hasId, branchOf);
    all.push({ delivery, opening, placed, turns: turnsOf(delivery, opening, placed) });
  }
  return all;
}

/** The branch that begins with this envelope, under an epoch of its own [S22]. */
async function newBranch(tx: Tx, main: DeskEpoch, envelope: Envelope): Promise<DeskEpoch> {
  const [next] = await tx.run(nextEpochSql(tx.place, main.deskCode));
  const numbered = next?.rows[0] as { next: number } | undefined; // the select names the field
  if (numbered === undefined) throw new Error('no number for a branch');
  return {
    ...main,
    epoch: numbered.next,
    branchOf: main.epoch,
    lastSeq: envelope.seq - 1,
    lastHash: envelope.prevHash,
    acknowledged: 0,
  };
}
