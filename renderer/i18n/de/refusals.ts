import type { refusals as english } from '../en/refusals.ts';
import type { Words } from '../words.ts';

export const refusals: Words<typeof english> = {
  'sold-out': 'An diesen Tagen ausverkauft.',
  'room-taken': 'Das Zimmer ist in diesen Nächten belegt.',
  'room-not-ready': 'Das Zimmer ist noch nicht bereit.',
  'room-out-of-order': 'Das Zimmer ist in diesen Nächten außer Betrieb.',
  'wrong-room-type': 'Das Zimmer ist von anderer Art als gebucht.',
  'changed-elsewhere': 'Es wurde inzwischen anderswo geändert. Noch einmal ansehen, dann entscheiden.',
  'depends-on-refused': 'Es baut auf etwas auf, das abgelehnt wurde. Klären Sie das zuerst.',
  'invalid-transition': 'Das geht aus dem jetzigen Zustand nicht.',
  'invalid-dates': 'Diese Daten passen nicht zusammen.',
  'too-many-guests': 'Mehr Gäste, als das Zimmer fasst.',
  'not-arrived-yet': 'Der Anreisetag ist noch nicht da.',
  'no-room': 'Es ist noch kein Zimmer zugeteilt.',
  'balance-due': 'Es ist noch etwas zu bezahlen.',
  'amount-invalid': 'Dieser Betrag ist nicht möglich.',
  'not-found': 'Es ist nicht mehr da.',
  'already-exists': 'Es gibt das schon.',
  'already-answered': 'Das hat schon jemand beantwortet.',
  'guest-erased': 'Dieser Gast wurde gelöscht.',
  'guest-has-business': 'Mit diesem Gast ist noch etwas offen.',
  'no-right': 'Ihre Rolle erlaubt das nicht.',
  'wrong-input': 'Etwas in den Angaben stimmt nicht.',
  'disk-full': 'Die Festplatte ist voll. Es wurde nichts aufgenommen; erst Platz schaffen, dann noch einmal.',
  'disk-failed':
    'Die Festplatte antwortet nicht, wie sie soll. Es wurde nichts aufgenommen. Vor dem Weiterarbeiten die Leitung verständigen.',
  internal: 'Hier ging etwas schief. Geändert wurde nichts.',
};
