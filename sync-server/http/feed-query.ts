import type { Place } from '#sync-server/store/transaction.ts';

/** What a desk may say of how it follows; which rows it follows is not its to say. */
const followed = [
  'offset',
  'handle',
  'live',
  'live_sse',
  'experimental_live_sse',
  'cursor',
  'log',
  'expired_handle',
  'cache-buster',
];

/** The query to the Electric API for a property's feed: the desk's own place in the log, and the gatekeeper's shape. */
export function feedQuery(
  place: Place,
  asked: Readonly<Record<string, unknown>>,
  secret: string | undefined,
): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of followed) {
    const value = asked[name];
    if (typeof value === 'string') query.set(name, value);
  }
  query.set('table', 'feed');
  query.set('columns', 'tenant_id,property_id,entity,id,row');
  query.set('where', 'tenant_id = $1 AND property_id = $2');
  query.set('params[1]', place.tenantId);
  query.set('params[2]', place.propertyId);
  query.set('replica', 'full');
  if (secret !== undefined) query.set('secret', secret);
  return query;
}
