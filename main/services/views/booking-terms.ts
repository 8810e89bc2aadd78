import type { Database } from 'better-sqlite3';
import type { CommissionRule } from '#shared/schema/inventory-values.ts';
import type { SaleTermsView } from '#shared/rpc/sale-views.ts';

type Channel = SaleTermsView['channels'][number];

/** Channels and agents that sell now, channels in their own order. */
export function prepareSaleTerms(db: Database): () => SaleTermsView {
  const channels = db.prepare<[], Omit<Channel, 'mayOverbook'> & { readonly mayOverbook: number }>(
    `SELECT id, name, source, channel_group AS "group", collects, may_overbook AS mayOverbook
       FROM channel WHERE active = 1 ORDER BY position, name, id`,
  );
  const agents = db.prepare<[], Omit<SaleTermsView['agents'][number], 'rules'> & { readonly rules: string }>(
    'SELECT id, name, rules FROM agent WHERE active = 1 ORDER BY name, id',
  );
  return () => ({
    channels: channels.all().map(({ mayOverbook, ...channel }) => ({ ...channel, mayOverbook: mayOverbook === 1 })),
    // The store wrote them from what the command took.
    agents: agents.all().map(({ rules, ...agent }) => ({ ...agent, rules: JSON.parse(rules) as CommissionRule[] })),
  });
}
