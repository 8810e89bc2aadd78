import type { Fields } from '#shared/schema/entities.ts';
import { insert } from '../changes.ts';
import type { ProjectionsOf } from '../projection.ts';

/** What happens to the terms on which it is sold. */
export type TermEvent = {
  readonly type: 'BookingPolicySet';
  readonly policyId: string;
  readonly fields: Fields<'bookingPolicy'>;
};

export const termProjections: ProjectionsOf<TermEvent> = {
  BookingPolicySet: (event) => [insert('bookingPolicy', event.policyId, event.fields)],
};
