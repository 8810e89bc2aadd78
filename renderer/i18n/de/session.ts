import type { session as english } from '../en/session.ts';
import type { Words } from '../words.ts';

export const session: Words<typeof english> = {
  title: 'Wer ist am Schalter?',
  lockedTitle: 'Gesperrt',
  lockedHint: 'Gesperrt. Die Arbeit wartet, wie sie war.',
  empty: 'Noch kann sich niemand anmelden',
  emptyHint: 'Die Leute dieses Hauses kommen mit dem ersten Abgleich.',
  making: {
    anewTitle: 'Die Daten dieses Schalters werden neu aufgebaut',
    why: {
      damaged:
        'Seine Kopie des Hauses war beschädigt. Sie wurde beiseitegelegt, und das Haus wird neu vom Server geholt.',
      missing: 'Seine Kopie des Hauses war nicht mehr da. Das Haus wird neu vom Server geholt.',
      older:
        'Seine Kopie des Hauses war älter als die Zweitschrift. Sie wurde beiseitegelegt, und das Haus wird neu geholt.',
      recovered: 'Er wurde aus seiner Zweitschrift wiederhergestellt. Das Haus wird neu vom Server geholt.',
    },
    restored: 'Aus der Zweitschrift gerettet',
    restoredCount_zero: 'nichts wartete',
    restoredCount_one: '{{count}} Vorgang',
    restoredCount_other: '{{count}} Vorgänge',
    movedTo: 'Die alte Datei liegt in',
    sending_one: 'Zuerst wird {{count}} geretteter Vorgang gesendet',
    sending_other: 'Zuerst werden {{count}} gerettete Vorgänge gesendet',
    fetching: 'Das Haus wird geholt',
    rows: '{{rows}} Zeilen bisher',
    whyWait:
      'Mit einem halben Haus kann niemand arbeiten: Ein Zimmer, das frei aussieht, könnte verkauft sein. Es geht von selbst weiter, und die Anmeldung öffnet sich, wenn alles da ist.',
    unreachable: 'Der Server ist nicht erreichbar, darum wartet das Holen. Nichts ist verloren.',
    again: 'Nächster Versuch in {{length}}.',
    pulled: 'Die Leitung wurde an diesem Schalter getrennt, darum wartet das Holen. Nichts ist verloren.',
  },
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
  failed: 'Die Dienste dieses Schalters konnten die PIN nicht prüfen. Bitte noch einmal.',
  letTry: {
    ask: 'Die Leitung lässt mich wieder versuchen',
    who: 'Leitung',
    lift: '{{name}} wieder versuchen lassen',
  },
  lockedOut_one: 'Zu viele falsche PINs. Nächster Versuch in {{count}} Sekunde.',
  lockedOut_other: 'Zu viele falsche PINs. Nächster Versuch in {{count}} Sekunden.',
};
