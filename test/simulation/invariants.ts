import { holdsInvariant } from '#shared/inventory/slot.ts';
import { replicaDigests } from '#main/store/replica-digest.ts';
import { trialBalance } from '#main/store/trial-balance.ts';
import type { Row } from '#shared/schema/entities.ts';
import { checkInventory } from './inventory-invariants.ts';
import type { Installation } from './installation.ts';
import type { WhatWasSaid } from './said.ts';
import type { Served, TakenEnvelope } from './served.ts';

/** What a run left behind, for its checks. */
export interface Outcome {
  readonly served: Served;
  readonly taken: readonly TakenEnvelope[];
  readonly said: WhatWasSaid;
  readonly desks: readonly Installation[];
  /** The moment of it, by the run's clock. */
  readonly now: string;
  /** Whether seats are sold and allotments given, in seeds that are not plain. */
  readonly hasTours: boolean;
}

/** A rule that does not hold: which, and what was found. */
export interface Breach {
  readonly rule: string;
  readonly found: string;
}

/** Everything that must hold when all lines are in and everything has settled; every breach, none where all is well. */
export function breachesIn(outcome: Outcome): readonly Breach[] {
  const breaches: Breach[] = [];
  const check = (rule: string, found: readonly string[]) => {
    if (found.length > 0)
      breaches.push({
        rule,
        found: found.slice(0, 5).join('; ') + (found.length > 5 ? ` and ${found.length - 5} more` : ''),
      });
  };
  const { served } = outcome;
  check('[I2] confirmed + held ≤ sellable + overbooking limit + forced', oversold(served));
  check('[I1] what a night to come counts as sold is what is sold', miscounted(served));
  check('[I2] every forced unit has its exception', withoutException(served));
  if (outcome.hasTours) checkInventory(check, outcome);
  check('[R1] one guest a room', twoInARoom(served));
  check(
    '[S12] [S24] every command that a desk said was done was taken in exactly once, every fact of them stands',
    lost(outcome),
  );
  check('[S24] [M3] cash that was said to be taken is in the books once', cashNotOnce(outcome));
  check('[M3] receipts are gapless and chained per series', brokenSeries(served));
  check(
    '[A1] every journal entry is balanced at the server',
    unbalanced(served.of('journalEntry'), served.of('journalLine')),
  );
  check('[S25] nothing failed inside', internal(outcome));
  for (const desk of outcome.desks) {
    check(`[S29] ${desk.name} reads nothing of whoever was erased`, readable(desk, served));
    check(`[S29] the accounts of ${desk.name} stand as the server's, whatever was pruned`, otherAccounts(desk, served));
  }
  for (const desk of outcome.desks)
    check(`[S10] [S19] ${desk.name} has nothing pending and equals the server`, unequal(desk, served));
  return breaches;
}

/** What must hold on a desk at any moment, whatever is pending there. */
export function breachesOn({ name, store }: Installation): readonly Breach[] {
  if (store === undefined) return [];
  const rows = <E extends 'journalEntry' | 'journalLine' | 'slot'>(entity: E) =>
    store.answer({ mode: 'peek', entity, where: [] }) as unknown as readonly Row<E>[]; // the need names the entity
  const found = unbalanced(rows('journalEntry'), rows('journalLine'));
  return found.length === 0
    ? []
    : [{ rule: `[A1] every journal entry is balanced on ${name}`, found: found.slice(0, 5).join('; ') }];
}

function oversold(served: Served): string[] {
  return served.of('slot').flatMap((slot) => (holdsInvariant(slot) ? [] : [JSON.stringify(slot)]));
}

function miscounted(served: Served): string[] {
  const selling = served.of('stay').filter((stay) => ['CONFIRMED', 'CHECKED_IN', 'CHECKED_OUT'].includes(stay.status));
  const today = served.of('property')[0]?.businessDate ?? '';
  // A night that was slept is not moved any more, also where its guest is [R5].
  const ahead = served.of('slot').filter(({ kind, date }) => kind === 'roomNight' && date >= today);
  return ahead.flatMap((slot) => {
    const sold = selling.filter(
      ({ roomTypeId, arrival, departure }) =>
        roomTypeId === slot.resourceId && arrival <= slot.date && slot.date < departure,
    );
    const words = sold.map(
      ({ id, status, arrival, departure, writer }) => `${id} ${status} ${arrival}–${departure} by ${writer}`,
    );
    return sold.length === slot.confirmed
      ? []
      : [
          `${slot.date}: ${slot.confirmed} counted (${slot.forced} forced, by ${slot.writer}), sold ${words.join(', ')}`,
        ];
  });
}

function withoutException(served: Served): string[] {
  const telling = served.of('exception').filter(({ kind, status, resolution }) => {
    const forces = [
      'oversold',
      'stay-without-booking',
      'left-otherwise',
      'check-out-not-in-house',
      'promise-forced',
    ].includes(kind);
    return forces && (status === 'open' || resolution === 'acceptForced' || resolution === 'acknowledge');
  });
  return served.of('slot').flatMap((slot) => {
    if (slot.kind === 'seat' || slot.forced === 0) return [];
    const told = telling.some(({ kind, detail, concerns }) => {
      if (kind === 'promise-forced') return JSON.stringify(detail).includes(slot.id);
      const nights = detail['nights'];
      const named = Array.isArray(nights) && nights.includes(slot.date);
      return named || ((concerns.from ?? '~') <= slot.date && slot.date <= (concerns.to ?? ''));
    });
    return told ? [] : [`${slot.forced} forced on ${slot.date}`];
  });
}

function twoInARoom(served: Served): string[] {
  const claims = served
    .of('occupancy')
    .filter(({ roomId, disputed, status }) => roomId !== null && !disputed && ['expected', 'inHouse'].includes(status));
  return claims.flatMap((one, index) =>
    claims.slice(index + 1).flatMap((other) => {
      const meet = one.roomId === other.roomId && one.fromDate < lastOf(other) && other.fromDate < lastOf(one);
      return meet ? [`${one.id} and ${other.id}`] : [];
    }),
  );
}

/** The day up to which the room is somebody's; day use has its one day. */
function lastOf({ fromDate, toDate }: { readonly fromDate: string; readonly toDate: string }): string {
  return toDate > fromDate ? toDate : `${fromDate}~`;
}

function lost({ said, taken }: Outcome): string[] {
  const byId = Map.groupBy(taken, ({ id }) => id);
  const found: string[] = [];
  for (const { id, name, isFact, by } of said.all.values()) {
    const answers = byId.get(id) ?? [];
    if (answers.length !== 1) found.push(`${name} of ${by} (${id}) was taken in ${answers.length} times`);
    else if (isFact && answers[0]?.outcome === 'refused') found.push(`the fact ${name} of ${by} (${id}) was refused`);
  }
  for (const { id, command } of taken)
    // A desk gives units back by itself, and tells nobody [S31].
    if (command !== 'returnLeases' && !said.all.has(id) && !said.perhaps.has(id))
      found.push(`${command} (${id}) was never said`);
  return found;
}

function cashNotOnce({ said, taken, served }: Outcome): string[] {
  const payments = Map.groupBy(served.of('payment'), ({ writer }) => writer);
  const receipts = Map.groupBy(served.of('receipt'), ({ writer }) => writer);
  return taken.flatMap(({ id, command, desk, epoch, seq }) => {
    if (!said.all.has(id) || !['takeCash', 'takePayment', 'refundCash', 'voidPayment'].includes(command)) return [];
    const writer = `${desk}/${epoch}/${seq}`;
    const [paid, printed] = [payments.get(writer)?.length ?? 0, receipts.get(writer)?.length ?? 0];
    return paid === 1 && printed === 1 ? [] : [`${command} ${writer}: ${paid} payments, ${printed} receipts`];
  });
}

function brokenSeries(served: Served): string[] {
  const receipts = served.of('receipt');
  const bySeries = Map.groupBy(receipts, ({ series }) => series);
  return [...bySeries].flatMap(([series, own]) =>
    own
      .toSorted((a, b) => a.number - b.number)
      .flatMap((receipt, index, inOrder) => {
        const before = inOrder[index - 1] ?? (series.includes('~') ? forkedFrom(receipt, receipts) : undefined);
        const gapless = receipt.number === (before?.number ?? 0) + 1;
        const chained = receipt.previousHash === (before?.hash ?? '');
        if (gapless && chained) return [];
        return [
          `${series}-${receipt.number}${gapless ? ' is not chained' : ` follows ${before?.number ?? 'nothing'}`}`,
        ];
      }),
  );
}

/** The second branch of a copied disk goes on behind what both have in common, which may itself be of a branch [S22]. */
function forkedFrom(receipt: Row<'receipt'>, receipts: readonly Row<'receipt'>[]): Row<'receipt'> | undefined {
  const [base] = receipt.series.split('~');
  return receipts.find(({ series, number, hash }) => {
    const isTrunk = series.split('~')[0] === base && series !== receipt.series;
    return isTrunk && number === receipt.number - 1 && hash === receipt.previousHash;
  });
}

function unbalanced(entries: readonly Row<'journalEntry'>[], lines: readonly Row<'journalLine'>[]): string[] {
  const byEntry = Map.groupBy(lines, ({ entryId, currency }) => `${entryId} ${currency}`);
  const off = [...byEntry].flatMap(([entry, each]) => {
    const sum = each.reduce((total, { debit, credit }) => total + debit - credit, 0);
    return sum === 0 ? [] : [`${entry} is off by ${sum}`];
  });
  const known = new Set(lines.map(({ entryId }) => entryId));
  return [...off, ...entries.filter(({ id }) => !known.has(id)).map(({ id, what }) => `${what} ${id} has no lines`)];
}

/** Keys of the erased that a replica still holds. */
function readable({ store }: Installation, served: Served): string[] {
  const erased = served.of('guest').filter(({ erasedAt }) => erasedAt !== null);
  return erased.flatMap(({ id }) => {
    const kept = store?.find('guestKey', id) as Row<'guestKey'> | undefined; // the row of that entity
    return (kept?.key ?? '') === '' ? [] : [`the key of ${id}`];
  });
}

function otherAccounts({ store }: Installation, served: Served): string[] {
  if (store === undefined) return [];
  const there = new Map<string, { debit: number; credit: number }>();
  for (const { account, currency, debit, credit } of served.of('journalLine')) {
    const sums = there.get(`${account} ${currency}`) ?? { debit: 0, credit: 0 };
    there.set(`${account} ${currency}`, { debit: sums.debit + debit, credit: sums.credit + credit });
  }
  const here = trialBalance(store);
  const other = here.flatMap(({ account, currency, debit, credit }) => {
    const sums = there.get(`${account} ${currency}`);
    const same = sums?.debit === debit && sums.credit === credit;
    return same
      ? []
      : [`${account} ${currency}: ${debit} and ${credit} here, ${sums?.debit} and ${sums?.credit} there`];
  });
  return here.length === there.size ? other : [...other, `${here.length} accounts here, ${there.size} there`];
}

function internal({ served, taken }: Outcome): string[] {
  const kinds = served
    .of('exception')
    .filter(({ kind }) => kind.startsWith('set-aside') || kind === 'receipt-mismatch');
  const refused = taken.filter(({ reason }) => reason === 'internal' || reason === 'wrong-input');
  return [
    ...kinds.map(({ kind, detail }) => `${kind}: ${JSON.stringify(detail).slice(0, 300)}`),
    ...refused.map(({ command, reason, detail, id }) => `${command} (${id}) ${reason} ${detail}`),
  ];
}

/** What keeps a desk from being at rest and alike with the server [S10, S19]; nothing where it is. */
export function unequal({ store, sync }: Installation, served: Served): string[] {
  if (store === undefined) return ['it is not running'];
  const pending = store.journal.count();
  if (pending > 0) return [`${pending} pending, line ${sync?.line().state}, ${sync?.status().lastError}`];
  const [here, there] = [replicaDigests(store), served.digests()];
  return Object.keys(there).flatMap((entity) =>
    here[entity]?.hash === there[entity]?.hash
      ? []
      : [`${entity}: ${here[entity]?.rows} rows here, ${there[entity]?.rows} at the server, and not alike`],
  );
}
