import { isSomewhere } from './accidents.ts';
import { hashOf, isFact } from './commands.ts';
import type { Entry } from './desk.ts';
import { isQuiet } from './quiesce.ts';
import { type Rows, capacity, count, slots, textOf } from './rows.ts';
import { type World, note } from './world.ts';

/** What holds at every moment, whatever is on its way. */
export function checkAlways(world: World): void {
  const { server, desks, said, excused } = world;
  for (const id of said.keys())
    if (!excused.has(id) && !isSomewhere(world, id)) note(world, 'S7', `${id} was said done and is nowhere`);
  checkSlots(world, server.rows, 'the server');
  for (const { code, replica, memory } of desks) {
    if (replica === null || !replica.whole) continue;
    for (const { envelope, refused } of replica.journal)
      if (isFact(envelope.input) && refused !== null)
        note(world, 'S9', `${envelope.id} is a fact and has no effect at ${code}`);
    for (const entry of replica.journal)
      if (entry.refused === null && !hasEffect(entry, replica.rows))
        note(world, 'S9', `${entry.envelope.id} is pending and has no effect at ${code}`);
    if (memory?.doubtful === false) checkSlots(world, replica.rows, code);
    checkChain(world, code, replica);
    if (replica.recovered) continue;
    for (const {
      envelope: { id, input },
      before,
    } of replica.journal) {
      // What was sold here and has never come with the feed is not in the base.
      if (input.name !== 'checkIn' || input.stay.startsWith(code) || !server.hidden.has(`stay/${input.stay}`)) continue;
      if (before.get(`stay/${input.stay}`) === null)
        note(world, 'S29', `${id} is pending at ${code}, and its stay left with the feed`);
    }
  }
}

function hasEffect({ envelope: { id, input } }: Entry, rows: Rows): boolean {
  if (input.name === 'sell') return rows.has(`stay/${id}`);
  if (input.name === 'takeCash') return rows.has(`receipt/${id}`);
  if (input.name === 'checkIn') return rows.get(`stay/${input.stay}`)?.['state'] === 'in';
  return true;
}

/** [S1] The journal ends where the counter stands, and is linked without a gap. */
function checkChain(
  world: World,
  code: string,
  {
    journal,
    counters,
    epoch,
  }: {
    journal: readonly { envelope: { epoch: number; seq: number; hash: string; prevHash: string } }[];
    counters: { seq: number; hash: string };
    epoch: number;
  },
): void {
  const own = journal.filter(({ envelope }) => envelope.epoch === epoch).map(({ envelope }) => envelope);
  const last = own.at(-1);
  const isThere = (seq: number) =>
    world.server.kept.some(
      ({ envelope }) => envelope.desk === code && envelope.epoch === epoch && envelope.seq === seq,
    );
  for (let seq = (last?.seq ?? counters.seq) + 1; seq <= counters.seq; seq++)
    if (!isThere(seq)) note(world, 'S1', `the journal of ${code} lacks its end, ${seq}`);
  if (last !== undefined && (last.seq > counters.seq || (last.seq === counters.seq && last.hash !== counters.hash)))
    note(world, 'S1', `the journal of ${code} ends at ${last.seq}, its counter at ${counters.seq}`);
  own.forEach((envelope, at) => {
    const before = own[at - 1];
    if (before !== undefined && before.seq + 1 === envelope.seq && before.hash !== envelope.prevHash)
      note(world, 'S1', `${code}/${envelope.seq} does not follow`);
    for (let seq = (before?.seq ?? envelope.seq - 1) + 1; seq < envelope.seq; seq++)
      if (!isThere(seq)) note(world, 'S1', `${code} has lost ${seq} before it was sent`);
  });
}

/** [S8] No reader sees half a command: a slot is taken by as many stays as say so; [S24] none beyond its capacity but forced, with an exception. */
function checkSlots(world: World, rows: Rows, where: string): void {
  for (const slot of slots) {
    const row = rows.get(`slot/${slot}`);
    const stays = [...rows].filter(
      ([key, stay]) => key.startsWith('stay/') && stay['slot'] === slot && stay['state'] !== 'cancelled',
    );
    if (stays.length !== count(row, 'taken'))
      note(
        world,
        where === 'the server' ? 'S22' : 'S8',
        `${where}: slot ${slot} says ${count(row, 'taken')} and has ${stays.length}`,
      );
    const forced = count(row, 'forced');
    const open = [...rows].filter(([, found]) => found['kind'] === 'forced' && found['slot'] === slot).length;
    if (count(row, 'taken') > capacity + forced || forced > open)
      note(
        world,
        'S24',
        `${where}: slot ${slot} oversold: ${count(row, 'taken')}, forced ${forced}, exceptions ${open}`,
      );
  }
}

/** What holds once everything has come to rest. */
export function checkAtRest(world: World): void {
  const { server, desks, said, excused } = world;
  for (const { code, replica } of desks) {
    if (replica === null) continue;
    const left = replica.journal.map(({ envelope }) => `${envelope.epoch}/${envelope.seq}`);
    if (left.length > 0) note(world, 'S10', `${code} still waits for ${left.join(', ')}`);
    const isMirrored = (key: string) => !server.hidden.has(key);
    if (left.length === 0 && textOf(replica.rows, () => true) !== textOf(server.rows, isMirrored))
      note(world, 'S19', `the replica of ${code} is not what the server has`);
  }
  if (!isQuiet(world)) note(world, 'S25', 'it does not come to rest');
  for (const [id, { entry }] of said) {
    const kept = server.kept.find(({ envelope }) => envelope.id === id);
    if (kept === undefined && !excused.has(id)) note(world, 'S12', `${id} was said done and never reached the server`);
    if (kept?.outcome === 'refused' && isFact(entry.envelope.input))
      note(world, 'S24', `${id} is a fact and was refused: ${kept.reason}`);
  }
  checkTaken(world);
  checkReceipts(world);
  for (const id of server.erased)
    for (const rows of [server.rows, ...desks.map(({ replica }) => replica?.rows ?? new Map())])
      if (rows.has(`key/${id}`)) note(world, 'S29', `the key of ${id} is still there`);
}

/** [S2] Each epoch is gapless and chained; [S22] each envelope is in once; [S23] a refused one has written nothing but its refusal. */
function checkTaken(world: World): void {
  const { kept, rows, epochs } = world.server;
  const ids = kept.map(({ envelope }) => envelope.id);
  if (new Set(ids).size !== ids.length) note(world, 'S22', 'an envelope was taken twice');
  for (const { desk, epoch, branchOf } of epochs) {
    const taken = kept
      .filter((one) => one.envelope.desk === desk && one.epoch === epoch)
      .map(({ envelope }) => envelope);
    taken.forEach((envelope, at) => {
      const before = at === 0 ? kept.find((one) => one.envelope.hash === envelope.prevHash)?.envelope : taken[at - 1];
      const first = envelope.seq === 1 && envelope.prevHash === '';
      if (!first && (before?.seq !== envelope.seq - 1 || before.hash !== envelope.prevHash))
        note(world, 'S2', `${desk}/${epoch}/${envelope.seq} does not follow`);
      if (hashOf(envelope) !== envelope.hash)
        note(world, 'S2', `${desk}/${epoch}/${envelope.seq} is not what its hash says`);
    });
    const told = kept.some(
      (one) => one.epoch === epoch && one.envelope.desk === desk && rows.has(`exception/${one.envelope.id}/forked`),
    );
    if (branchOf !== null && !told) note(world, 'S22', `nobody is told of the fork ${desk}/${epoch}`);
    const asked = kept.some(
      (one) =>
        one.envelope.desk === desk && one.epoch === epoch && !isFact(one.envelope.input) && one.outcome !== 'refused',
    );
    if (branchOf !== null && asked) note(world, 'S22', `a request of the branch ${desk}/${epoch} was taken`);
  }
  for (const { envelope, outcome, dismissed } of kept)
    if (dismissed && outcome === 'applied') note(world, 'S28', `${envelope.id} was applied for one who may not`);
  for (const { envelope, outcome, epoch } of kept) {
    if (outcome !== 'refused') continue;
    const writer = `${envelope.desk}/${epoch}/${envelope.seq}`;
    for (const [key, row] of rows)
      if (row['writer'] === writer && !key.startsWith('refusal/') && row['kind'] !== 'forked')
        note(world, 'S23', `${writer} was refused and wrote ${key}`);
    if (!rows.has(`refusal/${envelope.id}`)) note(world, 'S23', `nobody is told why ${writer} was refused`);
  }
  for (const { rule, what } of conflicts(world)) note(world, rule, what);
}

/** [S4] What was edited on the strength of a row that somebody else wrote since, does not stand; one's own writes are no conflict. */
function conflicts({ server }: World): { rule: string; what: string }[] {
  const found: { rule: string; what: string }[] = [];
  for (const { envelope, outcome, epoch } of server.kept) {
    if (outcome === 'refused') continue;
    for (const [key, saw] of envelope.sees) {
      const had = server.writers.get(`${envelope.desk}/${epoch}/${envelope.seq} ${key}`);
      if (had !== undefined && had !== saw)
        found.push({
          rule: 'S4',
          what: `${envelope.id} edited ${key} as ${saw} had left it, and ${had} had written since`,
        });
    }
  }
  return found;
}

/** [S5] Receipts of a series: gapless, each with the hash of the one before; and no cash without its receipt in the books. */
function checkReceipts(world: World): void {
  const { rows, kept } = world.server;
  const receipts = [...rows].filter(([key]) => key.startsWith('receipt/')).map(([, row]) => row);
  const bySeries = Map.groupBy(receipts, (row) => String(row['series']));
  for (const [series, drawn] of bySeries) {
    const ordered = drawn.toSorted((a, b) => count(a, 'number') - count(b, 'number'));
    ordered.forEach((row, at) => {
      const before = at === 0 ? receipts.find((other) => other['hash'] === row['previous']) : ordered[at - 1];
      const follows = at > 0 || series.includes('~') ? (before === undefined ? 0 : count(before, 'number')) + 1 : 1;
      const linked = (before?.['hash'] ?? '') === row['previous'] || setAside(world, String(row['previous']));
      if (!linked || (count(row, 'number') !== follows && !setAside(world, String(row['previous']))))
        note(world, 'S5', `${series}-${String(row['number'])} does not follow`);
    });
  }
  for (const { envelope, outcome } of kept)
    if (
      envelope.input.name === 'takeCash' &&
      outcome !== 'refused' &&
      !rows.has(`receipt/${envelope.id}`) &&
      !rows.has(`exception/${envelope.id}/set-aside`)
    )
      note(world, 'S24', `the cash of ${envelope.id} is in no book`);
}

/** A receipt that stands verbatim in an exception, not in the books yet [S25]. */
function setAside({ server }: World, hash: string): boolean {
  return server.kept.some(
    ({ envelope }) =>
      envelope.input.name === 'takeCash' &&
      envelope.input.receipt.hash === hash &&
      server.rows.has(`exception/${envelope.id}/set-aside`),
  );
}
