import type { Words } from '../words.ts';
import type { allotments as english } from '../en/allotments.ts';

export const allotments: Words<typeof english> = {
  title: 'Kontingente',
  open: 'Kontingente',
  hint: 'Was ein Platz hält, darf er auch ohne Leitung fest zusagen. Für alle anderen zählt es als gehalten.',
  offline:
    'So stand es, als die Leitung zuletzt da war. Was hier gesetzt wird, gilt, sobald der Server es hat; Einheiten kommen und gehen nur mit der Leitung.',
  everyDesk: 'Jeder Platz',
  desk: 'Platz {{code}}',
  asEvery: 'wie jeder Platz',
  ownPolicy: 'eigene Einstellung',
  off: 'hält nichts',
  fields: {
    seatUnits: 'Plätze jeder Abfahrt',
    seatDays: 'für so viele Tage voraus',
    roomUnits: 'Zimmer jeder Art',
    roomDays: 'für so viele Nächte voraus',
    keepLast: 'Dem Bestand bleiben die letzten',
    active: 'Plätze halten Kontingente',
  },
  wrong: 'Eine ganze Zahl von 0 bis {{most}}',
  save: 'So halten',
  kept: 'So wird es gehalten',
  give: 'Diesem Platz eine eigene Einstellung geben',
  holds: 'Hält jetzt',
  holdsNothing: 'Hält jetzt nichts.',
  columns: { date: 'Tag', what: 'Was', units: 'Einheiten', asked: 'Zurückgebeten' },
  seats_one: '{{count}} Platz',
  seats_other: '{{count}} Plätze',
  rooms_one: '{{count}} Zimmer',
  rooms_other: '{{count}} Zimmer',
  earlier: 'von vor der Neueinrichtung',
  revoke_one: 'Platz {{code}} {{count}} Einheit entziehen',
  revoke_other: 'Platz {{code}} alle {{count}} Einheiten entziehen',
  warning:
    'Platz {{code}} kann sie ohne Leitung verkauft haben. Solche Verkäufe stehen: sie kommen als überbucht an, mit einem Eintrag im Eingang.',
  revokeSure_one: '{{count}} Einheit entziehen, Verkäufe sind möglich',
  revokeSure_other: '{{count}} Einheiten entziehen, Verkäufe sind möglich',
  keep: 'Lassen',
  saved: 'Kontingente festgelegt',
  revoked: 'Platz {{code}} entzogen',
};
