import { arch, platform, release } from 'node:os';
import { commandNames } from '#shared/commands/registry.ts';
import type { LineView, SyncView } from '#shared/rpc/sync-views.ts';
import { protocolVersion } from '#shared/sync/envelope.ts';
import type { Store } from '#main/store/open-store.ts';
import about from '../../../package.json' with { type: 'json' };
import { entityDigests } from './entity-digests.ts';
import { addressOnly, errorWords } from './error-words.ts';
import type { TroubleLog } from './trouble-log.ts';

interface Given {
  readonly store: Store;
  readonly status: () => SyncView;
  readonly troubles: TroubleLog;
  /** This moment as an instant, by the desk's own clock. */
  readonly now: () => string;
}

/** More pending commands than this are said as a number. */
const PENDING_SHOWN = 200;

/**
 * What somebody far away needs to know of a desk that is in trouble: versions, counts, places in the exchange, digests. It is
 * put together from what may be told, never from what was found minus what may not: no text of a guest, of a note or of
 * an error, no amount, no key and no token is ever near it.
 */
export async function diagnosticsText({ store, status, troubles, now }: Given): Promise<string> {
  const sync = status();
  const at = now();
  const digests = await entityDigests(store);
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Cairn diagnostics', [at, 'No names, no amounts, no keys: this may be sent to whoever helps.']],
    ['Versions', versionLines(store)],
    ['Desk', deskLines(store, sync)],
    ['Line', lineLines(sync)],
    ['Storage', storageLines(sync)],
    ['Exchange', exchangeLines(store, sync)],
    [`Pending ${sync.pending.length}`, pendingLines(sync, at)],
    [
      'Entities: rows, digest',
      [...digests].map(([entity, { rows, hash }]) => `${entity} ${rows} ${hash.slice(0, 16)}`),
    ],
    ['Recent trouble', troubles.recent().map((each) => `${each.at} ${each.where}: ${each.what} (${each.times})`)],
  ];
  return sections.map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join('\n')).join('\n\n');
}

function versionLines(store: Store): string[] {
  const sqlite = store.db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
  const migrations = store.db.prepare<[], number>('SELECT count(*) FROM __drizzle_migrations').pluck().get() ?? 0;
  return [
    `Cairn ${about.version}, exchange ${protocolVersion}, replica schema ${migrations}`,
    `Node ${process.versions.node}, SQLite ${sqlite}, ${platform()} ${release()} ${arch()}`,
    `Electron ${process.versions['electron'] ?? 'none'}`,
  ];
}

function deskLines(store: Store, sync: SyncView): string[] {
  const counted = ['envelope', 'receipt', 'booking'].map((kind) => {
    const counters = store.db
      .prepare<[string], { name: string; value: number }>('SELECT name, value FROM counter WHERE name LIKE ?')
      .all(`${kind}/%`);
    return counters.map(({ name, value }) => `${name} ${value}`).join(', ') || `${kind} none`;
  });
  return [
    `Code ${sync.desk}, epoch ${sync.epoch}, standing ${sync.standing}`,
    `Epochs before with something to deposit: ${(store.meta.get('pastEpochs') ?? []).map(({ identity }) => identity.epoch).join(', ') || 'none'}`,
    `Numbers: ${counted.join('; ')}`,
  ];
}

function lineLines({ line, server, lastError, nextAttemptAt, clockOffsetMs }: SyncView): string[] {
  return [
    `State ${lineText(line)}`,
    `Server ${addressOnly(server)}`,
    `Last error ${lastError === null ? 'none' : errorWords(lastError)}`,
    `Next attempt ${nextAttemptAt ?? 'none planned'}`,
    `Server’s clock less this one ${clockOffsetMs} ms`,
  ];
}

function lineText({ state, since, pending, refused }: LineView): string {
  return `${state} since ${since}, ${pending} pending, ${refused} refused`;
}

function storageLines(sync: SyncView): string[] {
  const { rows, complete } = sync.firstSync;
  const { state, records, bytes, missing, since, message } = sync.secondCopy;
  const failure = since === null ? '' : `, failed ${since}: ${errorWords(message ?? '')}`;
  const { rebuild } = sync;
  return [
    `Replica ${sync.replicaBytes} bytes, first sync ${complete ? 'complete' : 'under way'}, ${rows} rows`,
    `Second copy ${state}, ${records} commands, ${bytes} bytes, ${missing} missing${failure}`,
    `Being made anew: ${rebuild === null ? 'no' : `${rebuild.why} since ${rebuild.at}, ${rebuild.restored} commands restored`}`,
  ];
}

function exchangeLines(store: Store, sync: SyncView): string[] {
  const feed = store.meta.get('feed');
  return [
    `Settled up to ${store.meta.get('settled') ?? 0}`,
    `Feed ${feed === undefined ? 'no position' : `${feed.handle} at ${feed.offset}`}`,
    `Picture ${sync.freshAt ?? 'never complete'}`,
  ];
}

function pendingLines({ pending }: SyncView, now: string): string[] {
  const lines = pending.slice(0, PENDING_SHOWN).map(({ seq, command, kind, at, sent, likelyRefused }) => {
    const marks = [kind, sent ? 'sent' : 'not sent', ...(likelyRefused ? ['likely refused'] : [])];
    return `${seq} ${known(command)}, ${marks.join(', ')}, ${ageOf(at, now)}`;
  });
  const rest = pending.length - lines.length;
  return rest > 0 ? [...lines, `and ${rest} more`] : lines;
}

/** A command's name is ours; any other word under a name is not passed on. */
function known(command: string): string {
  return commandNames.find((name) => name === command) ?? 'a command of another release';
}

function ageOf(at: string, now: string): string {
  const seconds = Math.round((Date.parse(now) - Date.parse(at)) / 1000);
  return `${seconds} s old`;
}
