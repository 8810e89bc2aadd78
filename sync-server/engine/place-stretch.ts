import type { Context } from '#shared/commands/context.ts';
import { type Envelope, writerOf } from '#shared/sync/envelope.ts';
import type { DeskEpoch } from '#sync-server/store/desk-epochs.ts';
import type { Place } from '#sync-server/store/transaction.ts';
import { type Position, positionOf } from './chain.ts';
import { contextOfEnvelope } from './envelope-context.ts';
import type { Opening, Stretch } from './opening.ts';

/** An envelope that is the next of an epoch, or the first of a branch that begins with it [S22]. */
export interface Next {
  readonly at: 'next';
  readonly envelope: Envelope;
  readonly epoch: DeskEpoch;
  readonly begins: boolean;
  readonly context: Context;
  readonly arrival: string;
}

/** An envelope with its place in the chain: to be taken, answered before, or leading nowhere. */
export type Placed =
  | Next
  | (Extract<Position, { at: 'repeat' }> & { readonly envelope: Envelope })
  | (Exclude<Position, { at: 'repeat' | 'next' | 'fork' }> & { readonly envelope: Envelope });

/**
 * Places a stretch, as if each of its envelopes came to stand; as far as one follows the other. What begins a branch or leads
 * nowhere is placed only where it is the first, and so is one whose `id` bears another's of the same transaction: then all that
 * was before them is committed and is known.
 */
export async function placeStretch(
  place: Place,
  stretch: Stretch,
  opening: Opening,
  arrival: string,
  hasId: (envelope: Envelope) => boolean,
  branchOf: (main: DeskEpoch, envelope: Envelope) => Promise<DeskEpoch>,
): Promise<readonly Placed[]> {
  const placed: Placed[] = [];
  let epochs = opening.epochs;
  for (const envelope of stretch) {
    const position = positionOf(envelope, epochs, opening.answered);
    const isFirst = placed.length === 0;
    if (hasId(envelope)) break;
    if (position.at === 'repeat') {
      placed.push({ ...position, envelope });
    } else if (position.at === 'next') {
      const { epoch } = position;
      const context = contextOfEnvelope(place, envelope, epoch, opening, arrival);
      placed.push({ at: 'next', envelope, epoch, begins: false, context, arrival });
      epochs = epochs.map((one) => (one === epoch ? advanced(one, envelope, context) : one));
    } else if (!isFirst) {
      break;
    } else if (position.at === 'fork') {
      const epoch = await branchOf(position.epoch, envelope);
      const context = contextOfEnvelope(place, envelope, epoch, opening, arrival);
      return [{ at: 'next', envelope, epoch, begins: true, context, arrival }];
    } else {
      return [{ ...position, envelope }];
    }
  }
  return placed;
}

/** An epoch as it stands behind an envelope. */
export function advanced(epoch: DeskEpoch, { seq, hash }: Envelope, { now }: Context): DeskEpoch {
  return {
    ...epoch,
    lastSeq: seq,
    lastHash: hash,
    clockFloor: now > epoch.clockFloor ? now : epoch.clockFloor,
  };
}

/** Which ids of envelopes this transaction has met, and under which identity. */
export function idsMet(): (envelope: Envelope) => boolean {
  const met = new Map<string, string>();
  return (envelope) => {
    const id = envelope.id.toLowerCase();
    const known = met.get(id);
    met.set(id, known ?? writerOf(envelope));
    return known !== undefined && known !== writerOf(envelope);
  };
}
