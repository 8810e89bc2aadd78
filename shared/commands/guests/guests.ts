import { z } from 'zod';
import { guestSearchText } from '#shared/bookings/guest-search.ts';
import { done, refuse } from '#shared/kernel/outcome.ts';
import type { Row } from '#shared/schema/entities.ts';
import { asIs, defineRequest, ifUnchanged } from '../define.ts';
import { idField, longText, shortText, versionField } from '../fields.ts';
import { edit, see } from '../need.ts';

const profile = {
  name: shortText.trim().min(1),
  country: z.string().max(2),
  phone: z.string().max(40),
  email: z.string().max(200),
  vip: z.boolean(),
  note: longText,
};
const added = z.object(profile);

export const addGuest = defineRequest({
  name: 'addGuest',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator', 'agent'],
  draft: added,
  input: added,
  load: () => see({}),
  prepare: asIs,
  decide: (_seen, input, context) =>
    done([
      {
        type: 'GuestAdded',
        guest: { id: context.id('guest'), fields: { ...input, searchText: guestSearchText(input) } },
      },
    ]),
  concerns: (_seen, { name }) => ({ guest: name }),
});

const changed = z.object({ guestId: idField, expectedVersion: versionField, ...profile });

export const changeGuest = defineRequest({
  name: 'changeGuest',
  version: 1,
  roles: ['frontDesk', 'cashier', 'manager', 'administrator'],
  draft: changed,
  input: changed,
  load: ({ guestId }) => see({ guest: edit('guest', guestId) }),
  prepare: ifUnchanged((seen: { readonly guest: Row<'guest'> | undefined }) => seen.guest),
  decide({ guest }, { guestId, expectedVersion: _version, ...fields }) {
    if (guest === undefined) return refuse('not-found', { entity: 'guest' });
    return done([{ type: 'GuestChanged', guestId, fields: { ...fields, searchText: guestSearchText(fields) } }]);
  },
  concerns: (_seen, { guestId, name }) => ({ guest: name, guestId }),
});
