import type { Made } from '../events.ts';
import { type ProjectionsOf, made } from '../projection.ts';

/** What happens to holds, to bookings of seats, and to those who wait for seats. */
export type HoldEvent = { readonly type: 'NoticeQueued'; readonly notice: Made<'notice'> };

export const holdProjections: ProjectionsOf<HoldEvent> = {
  NoticeQueued: (event) => [made('notice', event.notice)],
};
