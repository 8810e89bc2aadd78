import type { Meta } from '#main/store/meta.ts';
import { mayPromise } from '#main/store/run-command.ts';

/** Who this desk is, as its leases name it. */
export interface Here {
  readonly desk: string;
  readonly epoch: number;
  /** Whether what it leases is its own to promise [S32]; a copy's and a replaced desk's is not [S22], and stays held for the one it is of. */
  readonly mayPromise: boolean;
}

/** Reads it anew each time: the server may have said meanwhile what this epoch is to it. */
export function hereOf(meta: Pick<Meta, 'get'>): Here {
  const self = meta.get('identity');
  if (self === undefined) return { desk: '', epoch: 0, mayPromise: false };
  return { desk: self.desk, epoch: self.epoch, mayPromise: mayPromise({ meta }, self) };
}
