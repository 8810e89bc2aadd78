import { type BoxContents, lastEnvelopeIn } from './box-records.ts';
import { envelopeCounter } from './counters.ts';
import type { Store } from './open-store.ts';

/**
 * How a whole replica stands to its black box: they agree (what the black box lacks is completed); the replica is not enrolled
 * while the black box is of a desk; the replica is an older copy, to which the black box has all that came later; or each has
 * made something of its own under the same numbers.
 */
export type BoxStanding = 'agrees' | 'notEnrolled' | 'older' | 'strange';

/** Compares by the envelopes' own chain: numbers alone do not tell two lives of a disk apart [S16]. */
export function compareWithBox(
  store: Pick<Store, 'identity' | 'counters' | 'journal'>,
  box: BoxContents | undefined,
): BoxStanding {
  if (box === undefined) return 'agrees';
  const self = store.identity();
  if (self === undefined) return 'notEnrolled';
  if (self.deskId !== box.identity.deskId || self.propertyId !== box.identity.propertyId) return 'strange';
  if (self.epoch !== box.identity.epoch) return self.epoch > box.identity.epoch ? 'agrees' : 'older';
  if (self.publicKey !== box.identity.publicKey) return 'strange';
  const { epoch } = self;
  const here = store.counters.read(envelopeCounter(epoch));
  const there = lastEnvelopeIn(box, epoch);
  if (here.value === there.value) return here.hash === there.hash ? 'agrees' : 'strange';
  const envelopeThere = (seq: number) =>
    box.entries.find(({ envelope }) => envelope.epoch === epoch && envelope.seq === seq)?.envelope;
  const envelopeHere = (seq: number) => store.journal.find({ epoch, seq })?.envelope;
  const isAhead = there.value > here.value;
  const [short, long] = isAhead ? [here, envelopeThere] : [there, envelopeHere];
  const meets = [long(short.value)?.hash, long(short.value + 1)?.prevHash].filter((hash) => hash !== undefined);
  // Nothing to compare by: those envelopes are settled, or signed for by the server, which saw only one of them.
  if (meets.some((hash) => hash !== short.hash)) return 'strange';
  return isAhead ? 'older' : 'agrees';
}
