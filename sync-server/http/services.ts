import type pg from 'pg';
import type { Together } from '#sync-server/engine/together.ts';
import type { GatewayAccount } from '#sync-server/gateways/gateway.ts';
import type { Metrics } from '#sync-server/metrics.ts';
import type { SignIns } from '#sync-server/store/sign-ins.ts';
import type { ServerKey } from '#sync-server/store/server-key.ts';

/** What the routes work with. */
export interface HttpServices {
  readonly pool: pg.Pool;
  /** Of all that this process is sent: desks, buyers without a desk, jobs [S20]. */
  readonly together: Together;
  readonly signIns: SignIns;
  /** The server's clock, as an instant. */
  readonly now: () => string;
  readonly metrics: Metrics;
  readonly adminToken: string;
  /** What this server countersigns with [S7]. */
  readonly serverKey: ServerKey;
  /** The oldest exchange that is still spoken with desks [S18]. */
  readonly oldestProtocol: number;
  /** Which may report what became of payments [M6]. */
  readonly gateways: readonly GatewayAccount[];
  /** The Electric HTTP API that the gatekeeper forwards to, without a path; a function, for it may start later. */
  readonly electricUrl: () => string;
  readonly electricSecret: string | undefined;
  /** How often a stream of the feed is asked for its desk's right again, in milliseconds. */
  readonly feedCheckMs: number;
}
