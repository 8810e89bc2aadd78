import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { asIs, defineRequest } from '../define.ts';
import { idField } from '../fields.ts';
import { distributeSlots } from './distributed.ts';
import { giveUp } from './give-up.ts';
import { type SeenEntry, entryConcern, loadEntry } from './load-entry.ts';
import { ownOnly } from './own-only.ts';

const draft = z.object({ entryId: idField });
type Draft = z.infer<typeof draft>;

/** Somebody waits no more; seats that were held for them go to the next [I9]. */
export const leaveWaitlist = defineRequest<Draft, Draft, SeenEntry>({
  name: 'leaveWaitlist',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator', 'agent'],
  draft,
  input: draft,
  load: ({ entryId }, context) => loadEntry(entryId, context),
  prepare: asIs,
  decide({ entry, hold, lines, slots }, { entryId }, context) {
    if (entry === undefined) return refuse('not-found', { entity: 'waitlistEntry' });
    const own = ownOnly(entry, context, 'leaveWaitlist');
    if (!own.ok) return own;
    if (entry.status !== 'waiting' && entry.status !== 'offered')
      return refuse('invalid-transition', { command: 'leaveWaitlist', status: entry.status });
    const withdrawn = { id: entryId, fields: { status: 'withdrawn' as const } };
    if (hold?.status !== 'active')
      return done([
        { type: 'WaitlistEntryChanged', entry: withdrawn },
        ...distributeSlots(slots, context, [], [entryId]).events,
      ]);
    const nothing = {
      seats: [],
      stays: [],
      occupancies: [],
      commission: undefined,
      channel: undefined,
      agent: undefined,
    };
    return done(
      giveUp(
        { hold, lines, slots, nights: new Map(), ...nothing },
        { holdId: hold.id, status: 'released', booking: null, entry: withdrawn, items: 'CANCELLED', promotionId: null },
        context,
      ),
    );
  },
  concerns: entryConcern,
});
