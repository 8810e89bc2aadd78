import { z } from 'zod';
import { done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { type Preparation, defineRequest, ifUnchanged } from '../define.ts';
import {
  idField,
  longText,
  phoneField,
  sealedLong,
  sealedPhone,
  sealedShort,
  shortText,
  versionField,
} from '../fields.ts';
import { edit, see } from '../need.ts';

const plain = { country: z.string().max(2), vip: z.boolean() };
/** What a person writes about a guest, and the same as it is recorded [S29]. */
const written = { name: shortText.trim().min(1), phone: phoneField, email: shortText, note: longText };
const recorded = { name: sealedShort.min(1), phone: sealedPhone, email: sealedShort, note: sealedLong };

type Written = Readonly<Record<keyof typeof written, string>>;

export const addGuest = defineRequest({
  name: 'addGuest',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator', 'agent'],
  draft: z.object({ ...plain, ...written }),
  input: z.object({ ...plain, ...recorded }),
  load: () => see({}),
  prepare(_seen, draft, context, preparation) {
    const guestId = context.id('guest');
    preparation.newKey(guestId);
    return done({ ...draft, ...sealedProfile(preparation, guestId, draft) });
  },
  decide: (_seen, input, context) =>
    done([{ type: 'GuestAdded', guest: { id: context.id('guest'), fields: { ...input, erasedAt: null } } }]),
  // [S33] A sale that stands wants its guest.
  standsDeposited: () => true,
  concerns: (_seen, { name }) => ({ guest: name }),
});

const changed = { guestId: idField, expectedVersion: versionField };

export const changeGuest = defineRequest({
  name: 'changeGuest',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator'],
  draft: z.object({ ...changed, ...plain, ...written }),
  input: z.object({ ...changed, ...plain, ...recorded }),
  load: ({ guestId }) => see({ guest: edit('guest', guestId) }),
  prepare(seen: { readonly guest: Row<'guest'> | undefined }, draft, _context, preparation) {
    // A guest who is erased has no text to compare or to change; what was typed about them is not recorded.
    if (seen.guest?.erasedAt != null) return refuse('guest-erased', { guestId: draft.guestId });
    const unchanged = ifUnchanged(({ guest }: typeof seen) => guest)(seen, draft);
    return unchanged.ok ? done({ ...draft, ...sealedProfile(preparation, draft.guestId, draft) }) : unchanged;
  },
  decide({ guest }, { guestId, expectedVersion: _version, ...fields }) {
    if (guest === undefined) return refuse('not-found', { entity: 'guest' });
    if (guest.erasedAt !== null) return refuse('guest-erased', { guestId });
    return done([{ type: 'GuestChanged', guestId, fields }]);
  },
  concerns: (_seen, { guestId, name }) => ({ guest: name, guestId }),
});

function sealedProfile({ seal }: Preparation, guestId: string, { name, phone, email, note }: Written): Written {
  return {
    name: seal(guestId, name),
    phone: seal(guestId, phone),
    email: seal(guestId, email),
    note: seal(guestId, note),
  };
}
