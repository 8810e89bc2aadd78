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
  /** Up to where Postgres need not tell anything again. */
  settled(): Lsn;
}

export interface Replication {
  /** Rejects when the stream breaks, resolves when it was stopped. */
  readonly ended: Promise<void>;
  /** Tells Postgres at once what is settled. */
  confirm(): void;
  /** Holds the stream back, and lets it come again. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** What follows a publication through a slot: a permanent one, or one that lives and dies with the connection. */
export interface SlotUse {
  readonly slot: string;
  readonly temporary: boolean;
}

export async function startReplication(
  settings: ElectricSettings,
  { slot, temporary }: SlotUse,
  events: ReplicationEvents,
): Promise<Replication> {
  const service = new LogicalReplicationService(connectionConfig(settings.databaseUrl, slot), {
    acknowledge: { auto: false, timeoutSeconds: 0 },
  });
  let inTransaction = false;
  let told: Lsn = 0n;
  let stream: HeldStream | undefined;
  const confirm = () => {
    const settled = events.settled();
    // The library adds one, as the protocol asks for the byte after the last.
    if (settled > 0n) void service.acknowledge(formatLsn(settled - 1n));
  };
  service.on('data', (_lsn: string, bytes: Buffer) => {
    const message = decodePgoutput(bytes, events.wants);
    if (message.tag === 'begin') inTransaction = true;
    events.message(message);
    if (message.tag !== 'commit') return;
    inTransaction = false;
    told = message.endLsn;
    events.reached(message.endLsn - 1n);
  });
  service.on('heartbeat', (lsn: string, _time: number, answer: boolean) => {
    const walEnd = parseLsn(lsn);
    if (!inTransaction && walEnd > told) {
      told = walEnd;
      events.reached(walEnd - 1n);
    }
    if (answer) confirm();
  });
  // Also while it is held back: Postgres ends a stream that says nothing for a minute.
  const confirming = setInterval(confirm, CONFIRM_MS);
  confirming.unref();
  const started = new Promise<void>((resolve) => service.on('start', resolve));
  let stopping = false;
  let failed: (error: Error) => void = () => {};
  const failure = new Promise<never>((_, reject) => (failed = reject));
  service.on('error', (error) => failed(error));
  const plugin = {
    name: 'pgoutput',
    options: {},
    parse: (bytes: Buffer) => bytes,
    async start(client: Client) {
      // The stream below the connection, which `pg` has and its types leave out.
      stream = (client as unknown as { connection: { stream: HeldStream } }).connection.stream;
      if (temporary)
        await client.query(`CREATE_REPLICATION_SLOT "${slot}" TEMPORARY LOGICAL pgoutput (SNAPSHOT 'nothing')`);
      const names = settings.publication.replaceAll("'", "''").replaceAll('"', '""');
      return client.query(
        `START_REPLICATION SLOT "${slot}" LOGICAL 0/0 (proto_version '1', publication_names '"${names}"', messages 'true')`,
      );
    },
  };
  const subscription = service.subscribe(plugin, slot).then(() => {
    if (!stopping) throw new Error('the replication stream ended');
  });
  const ended = Promise.race([subscription, failure]).catch((error: unknown) => {
    if (!stopping) throw error;
  });
  // Whoever waits for `ended` hears of it; until then it is not to be taken for unhandled.
  ended.catch(() => clearInterval(confirming));
  const stop = async () => {
    stopping = true;
    clearInterval(confirming);
    stream?.resume();
    await service.destroy().catch(() => {});
  };
  try {
    await Promise.race([started, ended]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ended, confirm, pause: () => stream?.pause(), resume: () => stream?.resume(), stop };
}

interface HeldStream {
  pause(): void;
  resume(): void;
}

const CONFIRM_MS = 1_000;
