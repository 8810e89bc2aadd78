import { deriveId, isId } from '#shared/kernel/ids.ts';
import {
  type ServerCommand,
  type ServerSide,
  executeAsServer,
  systemActor,
} from '#sync-server/engine/execute-as-server.ts';
import type { ServerOutcome } from '#sync-server/engine/server-turns.ts';
import type { Place } from '#sync-server/store/transaction.ts';

/** So often one and the same want is told again: a crowd that finds nothing is written down a few times, not each of it. */
const NOTED_MS = 300_000;

/** A sale that begins outside: at the website, at a reseller. */
export interface OutsideSale extends Pick<ServerCommand, 'actor' | 'id'> {
  readonly name: 'holdItems' | 'bookStay';
  readonly draft: Readonly<Record<string, unknown>>;
}

/**
 * The one way in for who sells or buys without a desk [C1]. What is refused has no desk whose inbox would show it: a reseller's push
 * that is refused alerts staff, once for each of its references [C2], and what was asked for in vain is kept for the allotments [S31].
 * It is answered after that, so that a push that was answered is known.
 */
export async function sellOutside(side: ServerSide, place: Place, sale: OutsideSale): Promise<ServerOutcome> {
  const outcome = await executeAsServer(side, place, sale);
  if (outcome.ok || outcome.retryable) return outcome;
  const { reason, detail } = outcome;
  const noted = notedOf(detail);
  if ((reason === 'sold-out' || reason === 'quota-reached') && noted !== undefined) {
    const draft = { command: sale.name, reason, detail };
    const what = [noted.what, reason, String(detail['group'] ?? '')].join('/');
    const id = deriveId(noted.resourceId, `turned-away/${what}/${windowOf(side.now())}`);
    await executeAsServer(side, place, { name: 'noteTurnedAway', draft, actor: systemActor, id });
  }
  const { channelId, externalRef, source } = sale.draft;
  if (typeof externalRef === 'string' && externalRef !== '' && reason !== 'wrong-input') {
    const whose = typeof channelId === 'string' ? channelId : null;
    const draft = { channelId: whose, externalRef, reason, detail };
    const id = deriveId(place.propertyId, `push-refused/${whose ?? String(source)}/${externalRef}`);
    await executeAsServer(side, place, { name: 'alertRefusedPush', draft, actor: systemActor, id });
  }
  return outcome;
}

/** Which units were wanted; undefined where the refusal names none. */
function notedOf({ resourceId, date, units }: Readonly<Record<string, unknown>>) {
  return typeof resourceId === 'string' && isId(resourceId) && typeof date === 'string'
    ? { resourceId, what: `${date}/${Number(units ?? 1)}` }
    : undefined;
}

function windowOf(now: string): number {
  return Math.floor(Date.parse(now) / NOTED_MS);
}
