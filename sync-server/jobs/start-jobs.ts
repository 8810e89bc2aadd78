import type { Logger } from 'pino';
import type { ServerSide } from '#sync-server/engine/execute-as-server.ts';
import type { Metrics } from '#sync-server/metrics.ts';
import { allotmentsEverywhere } from './allotments.ts';
import { doDue } from './do-due.ts';
import type { GatewayAccount } from '#sync-server/gateways/gateway.ts';
import { seeToPayments } from './payments.ts';
import { byMinutes, bySeconds } from './due.ts';
import { type JobQueue, type Round, openJobQueue } from './job-queue.ts';

/** What the jobs of a server work on. */
export interface Jobs extends ServerSide {
  readonly databaseUrl: string;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly metrics: Pick<Metrics, 'holdsExpired'>;
  readonly gateways: readonly GatewayAccount[];
}

/**
 * Starts what comes round by the clock: holds and drafts that run out, departures that leave, within seconds; alerts, reminders and
 * balances that are due, within a minute; payments that nobody answered, every half minute [M6]; and what desks keep to sell without asking [S31]. Of several servers on a database each thing is done by one.
 */
export function startJobs({ databaseUrl, logger, metrics, gateways, ...side }: Jobs): { stop(): Promise<void> } {
  const news = { logger, expired: metrics.holdsExpired };
  const round = (name: string, everySeconds: number, kinds: Parameters<typeof doDue>[1]): Round => ({
    name,
    everySeconds,
    async run(stopping) {
      await doDue(side, kinds, news, stopping);
    },
  });
  const allotments: Round = {
    name: 'allotments',
    everySeconds: 20,
    run: (stopping) => allotmentsEverywhere(side, logger, stopping),
  };
  const payments: Round = {
    name: 'payments',
    everySeconds: 30,
    run: (stopping) => seeToPayments(side, gateways, news, stopping),
  };
  const rounds = [round('due-by-seconds', 1, bySeconds), round('due-by-minutes', 60, byMinutes), payments, allotments];
  // Nobody waits for the jobs: what runs out blocks nothing meanwhile [I5].
  const opening: Promise<JobQueue | undefined> = openJobQueue(databaseUrl, rounds, logger).catch((error: unknown) => {
    logger.warn({ err: error }, 'the job queue did not open');
    return undefined;
  });
  return {
    async stop() {
      await (await opening)?.stop();
    },
  };
}
