import type { Breakage } from './broken.ts';
import { type Envelope, hashOf, isFact, judge, writerOf } from './commands.ts';
import type { Writes } from './rows.ts';
import { type EpochRecord, type Kept, type Server, commit } from './server.ts';

/** Takes one envelope in, all in one transaction, or says why it does not follow [S2, S22]. */
export function takeEnvelope(server: Server, envelope: Envelope, guestKey: string | null): EpochRecord | 'gap' {
  const { broken } = server;
  if (hashOf(envelope) !== envelope.hash) return 'gap';
  takeKey(server, envelope, guestKey);
  const family = server.epochs.filter(
    ({ desk, epoch, branchOf }) => desk === envelope.desk && (epoch === envelope.epoch || branchOf === envelope.epoch),
  );
  const of = (seq: number, hash: string) =>
    server.kept.find(
      ({ epoch, envelope: known }) =>
        known.desk === envelope.desk &&
        known.seq === seq &&
        known.hash === hash &&
        family.some((one) => one.epoch === epoch),
    );
  const same = of(envelope.seq, envelope.hash);
  const repeated = family.find(({ epoch }) => epoch === same?.epoch);
  if (same !== undefined && repeated !== undefined && !broken.has('repeat-taken-again')) {
    return repeated;
  }
  if (same !== undefined && repeated !== undefined) {
    execute(server, repeated, envelope, false);
    return repeated;
  }
  const next = family.find(
    ({ lastSeq, lastHash }) =>
      lastSeq + 1 === envelope.seq && (lastHash === envelope.prevHash || broken.has('chain-unchecked')),
  );
  if (next !== undefined) return execute(server, next, envelope, false);
  const before = envelope.seq === 1 ? envelope.prevHash === '' : of(envelope.seq - 1, envelope.prevHash);
  const main = family.find(({ branchOf }) => branchOf === null);
  const mayFork =
    before === true ||
    (typeof before === 'object' && (!broken.has('fork-off-main-only') || before.epoch === main?.epoch));
  if (main === undefined || !mayFork || broken.has('fork-refused')) return 'gap';
  const epoch = Math.max(...server.epochs.filter(({ desk }) => desk === envelope.desk).map((known) => known.epoch)) + 1;
  const branch = {
    ...main,
    epoch,
    branchOf: main.epoch,
    lastSeq: envelope.seq - 1,
    lastHash: envelope.prevHash,
    acknowledged: 0,
  };
  server.epochs.push(branch);
  return execute(server, branch, envelope, true);
}

/** [S29] Keys travel beside the envelopes; one that comes again after its guest was erased is not taken. */
function takeKey(server: Server, { id }: Envelope, key: string | null): void {
  if (key === null || server.rows.has(`key/${id}`)) return;
  if (!server.erased.has(id) || server.broken.has('erased-key-taken'))
    commit(server, new Map([[`key/${id}`, { key }]]));
}

function execute(server: Server, epoch: EpochRecord, envelope: Envelope, begins: boolean): EpochRecord {
  const { broken } = server;
  const writer = writerOf({ ...envelope, epoch: epoch.epoch });
  const ruled = rule(server, epoch, envelope, writer);
  const writes: Writes = new Map(ruled.writes);
  const outcome = ruled.refused !== null ? 'refused' : ruled.contradicted ? 'exception' : 'applied';
  if (ruled.refused !== null) writes.set(`refusal/${envelope.id}`, { reason: ruled.refused, writer });
  if (begins && !broken.has('fork-not-told')) writes.set(`exception/${envelope.id}/forked`, { kind: 'forked', writer });
  const kept: Kept = {
    envelope,
    epoch: epoch.epoch,
    outcome,
    reason: ruled.refused ?? '',
    at: server.log.length + (broken.has('verdict-apart') ? 1 : 0),
    dismissed: server.dismissed.has(envelope.desk),
  };
  writes.set(...verdictRow(epoch, kept));
  server.kept.push(kept);
  epoch.lastSeq = envelope.seq;
  epoch.lastHash = envelope.hash;
  if (broken.has('verdict-apart')) {
    const [key, row] = verdictRow(epoch, kept);
    writes.delete(key);
    commit(server, new Map([[key, row]]));
  }
  commit(server, writes);
  return epoch;
}

type Ruled = { readonly refused: string | null; readonly writes: Writes; readonly contradicted: boolean };

function rule(server: Server, epoch: EpochRecord, envelope: Envelope, writer: string): Ruled {
  const { broken } = server;
  const fact = isFact(envelope.input);
  const aside = (): Ruled => ({
    refused: fact && !broken.has('faulty-fact-refused') ? null : 'internal',
    writes:
      fact && !broken.has('faulty-fact-refused')
        ? new Map([[`exception/${envelope.id}/set-aside`, { envelope: JSON.stringify(envelope), writer }]])
        : new Map(),
    contradicted: true,
  });
  if (envelope.version > server.code) return aside();
  const depositOnly =
    epoch.branchOf !== null ? !broken.has('branch-requests-taken') : epoch.closed || server.revoked.has(envelope.desk);
  if (depositOnly && (!fact || broken.has('revoked-facts-refused')))
    return { refused: 'facts-only', writes: new Map(), contradicted: false };
  const wasRefused = (saw: string) =>
    server.kept.some(
      (known) => writerOf({ ...known.envelope, epoch: known.epoch }) === saw && known.outcome === 'refused',
    );
  const input = rowsOfEpoch(envelope, epoch, broken);
  const sees = broken.has('sees-dropped') ? undefined : envelope.sees;
  const mayAct = !server.dismissed.has(envelope.desk) || broken.has('rights-not-checked');
  const given = {
    input,
    id: envelope.id,
    writer,
    sees,
    mayAct,
    wasRefused,
    get: (key: string) => server.rows.get(key),
    onServer: true,
  };
  for (const [key] of envelope.sees)
    server.writers.set(`${writer} ${key}`, String(server.rows.get(key)?.['writer'] ?? ''));
  try {
    const judged = judge(given);
    if (judged.refused !== null) return { refused: judged.refused, writes: new Map(), contradicted: false };
    if (fact && judged.contradicted && broken.has('contradicted-fact-refused'))
      return { refused: 'contradicted', writes: new Map(), contradicted: false };
    if (broken.has('forced-silently'))
      for (const key of judged.writes.keys()) if (key.endsWith('/forced')) judged.writes.delete(key);
    return judged;
  } catch {
    return aside();
  }
}

/** A branch's receipts stand in a series of their own: its desk drew the numbers of the other [S22]. */
function rowsOfEpoch(
  envelope: Envelope,
  { epoch, branchOf }: EpochRecord,
  broken: ReadonlySet<Breakage>,
): Envelope['input'] {
  const { input } = envelope;
  if (branchOf === null || input.name !== 'takeCash' || broken.has('branch-series-shared')) return input;
  return { ...input, receipt: { ...input.receipt, series: `${input.receipt.series}~${epoch}` } };
}

function verdictKey({ desk, epoch }: EpochRecord, seq: number): string {
  return `verdict/${desk}/${epoch}/${seq}`;
}

function verdictRow(
  epoch: EpochRecord,
  { envelope, outcome }: Kept,
): [string, { id: string; outcome: string; seq: number; epoch: number }] {
  return [verdictKey(epoch, envelope.seq), { id: envelope.id, outcome, seq: envelope.seq, epoch: envelope.epoch }];
}
