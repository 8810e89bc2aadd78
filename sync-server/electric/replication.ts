import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { LogicalReplicationService } from 'pg-logical-replication';
import { formatLsn, parseLsn, type Lsn } from './lsn.ts';
import { decodePgoutput, type WireMessage } from './pgoutput.ts';
import { connectionConfig, type ElectricSettings } from './settings.ts';

export interface ReplicationEvents {
  /** Whether changes of this table are wanted. */
  wants(oid: number): boolean;
  /** Every message, in commit order and transaction by transaction. */
  message(message: WireMessage): void;
  /** Everything that committed up to here has been told. */
  reached(lsn: Lsn): void;
}

export interface Replication {
  readonly slot: string;
  /** Rejects when the stream breaks, resolves when it was stopped. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Follows the publication from now on. The slot is temporary: it lives and dies with this connection, so that a killed
 * process leaves nothing behind that would hold back the write-ahead log.
 */
export async function startReplication(settings: ElectricSettings, events: ReplicationEvents): Promise<Replication> {
  const slot = `${settings.slot}_${randomBytes(6).toString('hex')}`;
  const service = new LogicalReplicationService(connectionConfig(settings.databaseUrl, slot), {
    acknowledge: { auto: false, timeoutSeconds: 0 },
  });
  let told: Lsn = 0n;
  let acknowledgedAt = 0;
  let inTransaction = false;
  const acknowledge = () => {
    acknowledgedAt = Date.now();
    // The library adds one, as the protocol asks for the byte after the last.
    if (told > 0n) void service.acknowledge(formatLsn(told - 1n));
  };
  service.on('data', (_lsn: string, bytes: Buffer) => {
    const message = decodePgoutput(bytes, events.wants);
    if (message.tag === 'begin') inTransaction = true;
    events.message(message);
    if (message.tag !== 'commit') return;
    inTransaction = false;
    told = message.endLsn;
    events.reached(message.commitLsn);
    if (Date.now() - acknowledgedAt > ACKNOWLEDGE_MS) acknowledge();
  });
  service.on('heartbeat', (lsn: string, _time: number, answer: boolean) => {
    const walEnd = parseLsn(lsn);
    if (!inTransaction && walEnd > told) {
      told = walEnd;
      events.reached(walEnd - 1n);
    }
    if (answer || Date.now() - acknowledgedAt > ACKNOWLEDGE_MS) acknowledge();
  });
  const started = new Promise<void>((resolve) => service.on('start', resolve));
  let stopping = false;
  let failed: (error: Error) => void = () => {};
  const failure = new Promise<never>((_, reject) => (failed = reject));
  service.on('error', (error) => failed(error));
  const subscription = service.subscribe(plugin(settings.publication), slot).then(() => {
    if (!stopping) throw new Error('the replication stream ended');
  });
  const ended = Promise.race([subscription, failure]).catch((error: unknown) => {
    if (!stopping) throw error;
  });
  // Whoever waits for `ended` hears of it; until then it is not to be taken for unhandled.
  ended.catch(() => {});
  await Promise.race([started, ended]);
  return {
    slot,
    ended,
    async stop() {
      stopping = true;
      await service.destroy().catch(() => {});
    },
  };
}

const ACKNOWLEDGE_MS = 1_000;

/** The library's idea of an output plugin: it makes the slot on the connection that then uses it, and decodes nothing. */
function plugin(publication: string) {
  return {
    name: 'pgoutput',
    options: {},
    parse: (bytes: Buffer) => bytes,
    async start(client: Client, slot: string) {
      await client.query(`CREATE_REPLICATION_SLOT "${slot}" TEMPORARY LOGICAL pgoutput (SNAPSHOT 'nothing')`);
      const names = publication.replaceAll("'", "''").replaceAll('"', '""');
      return client.query(
        `START_REPLICATION SLOT "${slot}" LOGICAL 0/0 (proto_version '1', publication_names '"${names}"', messages 'true')`,
      );
    },
  };
}
