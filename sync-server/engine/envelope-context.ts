import { type Context, contextOf } from '#shared/commands/context.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/dates.ts';
import { type Envelope, writerOf } from '#shared/sync/envelope.ts';
import type { DeskEpoch } from '#sync-server/store/desk-epochs.ts';
import { storableText } from '#sync-server/store/sql-literal.ts';
import type { Place } from '#sync-server/store/transaction.ts';
import type { Opening } from './opening.ts';

/**
 * The context in which the server decides an envelope: the desk's ids, the server's rights, business date and bounds of time
 * [S3, S28]. Where its id is another's, ids are taken from one that nobody has. Who acted is called by the name in force here: a desk cannot write another's into the books [U5].
 */
export function contextOfEnvelope(
  place: Place,
  envelope: Envelope,
  epoch: DeskEpoch,
  opening: Opening,
  arrival: Instant,
): Context {
  const id = envelope.id.toLowerCase();
  const { property } = opening;
  const user = opening.user(envelope.actor.userId);
  const writer = writerOf({ desk: envelope.desk, epoch: epoch.epoch, seq: envelope.seq });
  return contextOf({
    ...place,
    envelopeId: opening.isIdTaken(envelope) ? deriveId(id, writer) : id,
    writer,
    actor: {
      userId: storableText(envelope.actor.userId),
      name: user?.name ?? storableText(envelope.actor.name),
      role: user?.role ?? envelope.actor.role,
    },
    deskCode: envelope.desk,
    now: clampTime(envelope.now, epoch.clockFloor, arrival),
    arrivedAt: arrival,
    businessDate: property?.businessDate ?? arrival.slice(0, 10),
    side: 'server',
  });
}

/** A desk's time held between its last contact and the arrival [S3]: a wrong clock moves nothing beyond them. */
export function clampTime(claimed: Instant, floor: Instant, arrival: Instant): Instant {
  const moment = new Date(claimed).toISOString();
  if (moment > arrival) return arrival;
  return moment < floor ? floor : moment;
}
