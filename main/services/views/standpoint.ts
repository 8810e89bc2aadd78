import type { Meta } from '#main/store/meta.ts';
import type { Standpoint } from './bar.ts';
import type { GuestNames } from './guest-names.ts';
import { type ReadProperty, propertyNow } from './lodge.ts';

/**
 * What is written by this desk's epoch after the last settled envelope still waits for the server: a sale is tentative,
 * a receipt not yet synchronised. `writer` is `desk/epoch/seq`.
 */
export function standpointOf(meta: Pick<Meta, 'get'>, property: ReadProperty, names: GuestNames): Standpoint {
  const { businessDate } = propertyNow(property);
  const identity = meta.get('identity');
  const settled = meta.get('settled') ?? 0;
  const own = identity === undefined ? undefined : `${identity.desk}/${identity.epoch}/`;
  return {
    businessDate,
    names,
    tentative: (writer) => own !== undefined && writer.startsWith(own) && Number(writer.slice(own.length)) > settled,
  };
}
