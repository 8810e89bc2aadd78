import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import { defineRequest } from '../define.ts';
import { idField, sealedShort, shortText } from '../fields.ts';
import { departuresHeld, heldUntil, notLeft } from './before-start.ts';
import { holdConcern } from './hold-concern.ts';
import { type SeenHold, loadHold, stillHeld } from './load-hold.ts';
import { ownOnly } from './own-only.ts';
import { stepOf } from './transition.ts';

const draft = z.object({
  holdId: idField,
  /** From now on, in minutes; never shorter than it lives already. */
  minutes: z
    .number()
    .int()
    .min(1)
    .max(60 * 24 * 30),
  /** What it waits for, in the words of staff. */
  waitsFor: shortText,
});
type Draft = z.infer<typeof draft>;

/** A hold lives longer, but not beyond the start of what it is of, and says what it waits for [I4]; one that has run out is not brought back by it. */
export const extendHold = defineRequest<Draft, Draft, SeenHold>({
  name: 'extendHold',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator', 'agent'],
  draft,
  input: draft.extend({ waitsFor: sealedShort }),
  load: ({ holdId }, context) => loadHold(holdId, context),
  prepare: ({ guest }, given, _context, { seal }) =>
    done({ ...given, waitsFor: seal(guest?.id ?? '', given.waitsFor) }),
  decide(seen, { holdId, minutes, waitsFor }, context) {
    const { hold, booking, holding } = seen;
    if (hold === undefined) return refuse('not-found', { entity: 'hold' });
    const own = ownOnly(booking ?? seen.entry, context, 'extendHold');
    if (!own.ok) return own;
    if (booking !== undefined) {
      const step = stepOf(booking, 'extendHold');
      if (!step.ok) return step;
    }
    const departures = booking === undefined ? holding.slots.departures : departuresHeld(holding);
    const left = notLeft(departures, context);
    if (!left.ok) return left;
    if (!stillHeld(seen, context)) return refuse('hold-ended', { holdId, expiresAt: hold.expiresAt });
    const until = heldUntil(minutes, departures, context);
    const expiresAt = until > hold.expiresAt ? until : hold.expiresAt;
    return done([
      {
        type: 'HoldChanged',
        holdId,
        hold: { expiresAt, waitsFor },
        lineIds: holding.lines.map(({ id }) => id),
        line: { expiresAt },
        booking: booking === undefined ? null : { id: booking.id, fields: { expiresAt } },
        entry:
          seen.entry === undefined || booking !== undefined
            ? null
            : { id: seen.entry.id, fields: { offeredUntil: expiresAt } },
      },
    ]);
  },
  concerns: holdConcern,
});
