import type { RowWrite } from '#shared/commands/changes.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { DeskEpoch } from '#sync-server/store/desk-epochs.ts';

/**
 * The rows of a fact as its epoch writes them [S22]. A copied disk goes on counting where the disk it was copied from does, so
 * that both draw the same numbers: in the second branch a new receipt stands in the series `<series>~<epoch>` and a new booking
 * under `<number>~<epoch>`, or the series' uniqueness [S27] would keep money out of the books [S24]. What was printed stays as it
 * was printed, and so does the hash over it: it covers the series without what stands behind `~`.
 */
export function rowsOfEpoch(writes: readonly RowWrite[], { epoch, branchOf }: DeskEpoch): readonly RowWrite[] {
  if (branchOf === null) return writes;
  return writes.map((write) => (write.before === null ? { ...write, after: markedRow(write, `~${epoch}`) } : write));
}

function markedRow({ entity, after }: RowWrite, mark: string): RowWrite['after'] {
  // The entity says which row it is.
  if (entity === 'receipt') {
    const receipt = after as Row<'receipt'>;
    return { ...receipt, series: `${receipt.series}${mark}` };
  }
  if (entity === 'booking') {
    const booking = after as Row<'booking'>;
    return { ...booking, number: `${booking.number}${mark}` };
  }
  return after;
}
