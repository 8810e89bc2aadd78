import type { Words } from '../words.ts';
import type { allotments as english } from '../en/allotments.ts';

export const allotments: Words<typeof english> = {
  title: 'Kontingente',
  open: 'Kontingente',
  hint: 'Was ein Schalter hält, darf er auch ohne Leitung fest zusagen. Für alle anderen zählt es als gehalten.',
  offline:
    'So stand es, als die Leitung zuletzt da war. Was hier gesetzt wird, gilt, sobald der Server es hat; Einheiten kommen und gehen nur mit der Leitung.',
  everyDesk: 'Jeder Schalter',
  desk: 'Schalter {{code}}',
  asEvery: 'wie jeder Schalter',
  ownPolicy: 'eigene Einstellung',
  off: 'hält nichts',
  fields: {
    seatUnits: 'Plätze jeder Abfahrt',
    seatDays: 'für so viele Tage voraus',
    roomUnits: 'Zimmer jeder Art',
    roomDays: 'für so viele Nächte voraus',
    keepLast: 'Dem Bestand bleiben die letzten',
    active: 'Schalter halten Kontingente',
  },
  wrong: 'Eine ganze Zahl von 0 bis {{most}}',
  save: 'So halten',
  kept: 'Nichts geändert',
  give: 'Diesem Schalter eine eigene Einstellung geben',
  holds: 'Hält jetzt',
  holdsNothing: 'Hält jetzt nichts.',
  columns: { date: 'Tag', what: 'Was', units: 'Einheiten', asked: 'Zurückgebeten' },
  seats_one: '{{count}} Platz',
  seats_other: '{{count}} Plätze',
  rooms_one: '{{count}} Zimmer',
  rooms_other: '{{count}} Zimmer',
  earlier: 'von vor der Neueinrichtung',
  revoke_one: 'Schalter {{code}} {{count}} Einheit entziehen',
  revoke_other: 'Schalter {{code}} alle {{count}} Einheiten entziehen',
  warning:
    'Schalter {{code}} kann sie ohne Leitung verkauft haben. Solche Verkäufe stehen: sie kommen als überbucht an, mit einem Eintrag im Eingang.',
  revokeSure_one: '{{count}} Einheit entziehen, Verkäufe sind möglich',
  revokeSure_other: '{{count}} Einheiten entziehen, Verkäufe sind möglich',
  keep: 'Lassen',
  saved: 'Kontingente festgelegt',
  revoked: 'Schalter {{code}} entzogen',
};
