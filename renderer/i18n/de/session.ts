import type { session as english } from '../en/session.ts';
import type { Words } from '../words.ts';

export const session: Words<typeof english> = {
  title: 'Wer ist am Platz?',
  lockedTitle: 'Gesperrt',
  lockedHint: 'Gesperrt. Die Arbeit wartet, wie sie war.',
  empty: 'Noch kann sich niemand anmelden',
  emptyHint: 'Die Leute dieses Hauses kommen mit dem ersten Abgleich.',
  pinFor: 'PIN von {{name}}',
  pin: 'PIN',
  digits_one: '{{count}} Ziffer eingegeben',
  digits_other: '{{count}} Ziffern eingegeben',
  clear: 'Leeren',
  back: 'Letzte Ziffer löschen',
  signIn: 'Anmelden',
  unlock: 'Entsperren',
  others: 'Jemand anders',
  wrong: 'Diese PIN stimmt nicht.',
  short: 'Eine PIN hat mindestens 6 Ziffern.',
  failed: 'Die Dienste dieses Platzes konnten die PIN nicht prüfen. Bitte noch einmal.',
  letTry: {
    ask: 'Die Leitung lässt mich wieder versuchen',
    who: 'Leitung',
    lift: '{{name}} wieder versuchen lassen',
  },
  lockedOut_one: 'Zu viele falsche PINs. Nächster Versuch in {{count}} Sekunde.',
  lockedOut_other: 'Zu viele falsche PINs. Nächster Versuch in {{count}} Sekunden.',
};
