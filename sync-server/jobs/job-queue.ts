import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';

/** Work that comes round again and again, on whichever server takes it. */
export interface Round {
  /** Its name among all servers on the database. */
  readonly name: string;
  /** Seconds from the beginning of one round to the next; what is looked for is at most that and a poll behind. */
  readonly everySeconds: number;
  /** Does what is due. `stopping` says that the server is about to end. What throws is logged, and tried at the next round. */
  run(stopping: () => boolean): Promise<void>;
}

/** The rounds of a server, while they run. */
export interface JobQueue {
  stop(): Promise<void>;
}

/** The schema beside ours in which the queue keeps what is its own: no table of a tenant, nothing that a desk follows. */
const SCHEMA = 'job_queue';

/** How often a server looks whether a round is due: with a round each second, what is due is done within some three. */
const POLL_SECONDS = 2;

/** A round that a killed server was at is given up after so long; others run meanwhile. */
const MOST_SECONDS = 600;

/** How often a round is begun anew where nobody is left who would: once each, however many servers do. */
const WATCH_MS = 10_000;

/** How long a round that is under way may still take when the server ends. */
const STOP_MS = 5_000;

/**
 * Takes turns at rounds with all servers on a database, through a queue in Postgres: each round is one job at a time, and the next
 * is queued as it begins, so that a server which is killed in the midst of it stops nobody. Two may overlap all the same; what they
 * do must be done once under its own id.
 */
export async function openJobQueue(
  databaseUrl: string,
  rounds: readonly Round[],
  logger: Pick<Logger, 'warn'>,
): Promise<JobQueue> {
  let stopping = false;
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: SCHEMA,
    application_name: 'cairn-jobs',
    max: 2,
    // Rounds queue themselves: no calendar is needed, and no look at one.
    schedule: false,
    superviseIntervalSeconds: 300,
    maintenanceIntervalSeconds: 3_600,
  });
  // A database that cannot be reached is tried again at the next poll.
  boss.on('error', (error) => logger.warn({ err: error }, 'the job queue'));
  await boss.start();
  const queueNext = ({ name, everySeconds }: Round, inSeconds = everySeconds) =>
    boss.send(name, null, { startAfter: inSeconds });
  for (const round of rounds) {
    // `short`: one waits at a time, whoever queued it.
    await boss.createQueue(round.name, {
      policy: 'short',
      retryLimit: 0,
      expireInSeconds: MOST_SECONDS,
      deleteAfterSeconds: 60,
    });
    await boss.work(round.name, { pollingIntervalSeconds: POLL_SECONDS }, async () => {
      await queueNext(round);
      await round
        .run(() => stopping)
        .catch((error: unknown) => logger.warn({ err: error, round: round.name }, 'a round of jobs failed'));
    });
    await queueNext(round, 0);
  }
  const watch = setInterval(() => {
    for (const round of rounds)
      void queueNext(round).catch((error: unknown) => logger.warn({ err: error }, 'a round was not queued'));
  }, WATCH_MS).unref();
  return {
    async stop() {
      stopping = true;
      clearInterval(watch);
      await boss.stop({ graceful: true, timeout: STOP_MS });
    },
  };
}
