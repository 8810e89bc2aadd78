import type { inbox as english } from '../en/inbox.ts';
import type { Words } from '../words.ts';

export const inbox: Words<typeof english> = {
  tabs: {
    label: 'Was gezeigt wird',
    all: 'Alle {{count}}',
    refused: 'Abgelehnt {{count}}',
    exceptions: 'Ausnahmen {{count}}',
    approvals: 'Freigaben {{count}}',
  },
  answered: 'Beantwortet',
  open: 'Offene',
  keys: {
    move: 'gehen',
    answer: 'antworten',
    down: 'Nächster Eintrag, Eintrag davor',
    number: 'Mit dieser Nummer antworten',
  },
  empty: 'Nichts wartet auf eine Antwort',
  emptyHint: 'Abgelehnte Anfragen, Ausnahmen und Freigaben kommen hierher, jede mit ihren Auswegen.',
  emptyAnswered: 'Noch nichts wurde beantwortet',
  refusedTitle: 'Abgelehnt: {{what}}',
  aReseller: 'Ein Wiederverkäufer',
  exceptionTitle: 'Ausnahme: {{what}}',
  facts: {
    concerns: 'Betrifft',
    since: 'Seit',
    heldUntil: 'Noch gehalten',
    costs: 'Kostet',
    booking: 'Buchung',
    desk: 'Schalter',
    dates: 'Daten',
    room: 'Zimmer',
  },
  costsNothing: 'Noch nichts',
  toCollect: '{{money}} der Verkauf',
  held: '{{money}} in der Hand',
  inQuestion: '{{money}} fraglich',
  sinceAgo: '{{at}}, {{age}}',
  approvalTitle: 'Freizugeben: {{what}}',
  approval: {
    tag: 'Freigabe',
    text: '{{by}} bittet um eine Buchung über {{money}}, mehr als die Grenze des Hauses. Sie ist gehalten, bis jemand entscheidet, der nicht selbst gefragt hat.',
    somebody: 'Jemand',
    sale: '{{money}} der Verkauf',
    left: '{{time}}',
    approve: 'Freigeben, über {{money}} bestätigen',
    reject: 'Ablehnen …',
    rejectNote: 'mit Grund',
  },
  openDeparture: 'Abfahrt öffnen',
  openBooking: 'Buchung öffnen',
  status: {
    open: 'Offen',
    answered: 'Beantwortet von {{by}}',
    dismissed: 'Weggelegt von {{by}}',
    resolved: 'Erledigt von {{by}}',
  },
  refusedBecause:
    'Hier getan als „{{command}}“, bevor der Server davon wusste; der Server hat es abgelehnt. Sonst wurde nichts berührt.',
  reasons: {
    'sold-out': 'Das Letzte wurde anderswo verkauft, bevor dies den Server erreichte.',
    'room-taken': 'Das Zimmer war schon jemand anderem gegeben, bevor dies den Server erreichte.',
    'changed-elsewhere': 'Es war anderswo geändert worden, bevor dies den Server erreichte.',
    'depends-on-refused': 'Es baut auf etwas Abgelehntem auf; zuerst das klären.',
    'price-changed': 'Vereinbart waren {{agreed}}, inzwischen kostet es {{now}}.',
  },
  barred: {
    forked: {
      tag: 'Von einer kopierten Platte',
      text: 'Noch eine Installation arbeitet als dieser Schalter, und diese ist die Kopie: Buchungen, Umzüge und Änderungen von hier werden nicht angenommen. Ein Code macht sie wieder zu einem Schalter; der Weg steht unter der Leitung oben.',
    },
    'epoch-closed': {
      tag: 'Schalter anderswo neu eingerichtet',
      text: 'Eine andere Installation ist dieser Schalter geworden: Buchungen, Umzüge und Änderungen von hier werden nicht mehr angenommen. Der Weg steht unter der Leitung oben.',
    },
    'desk-revoked': {
      tag: 'Schalter gesperrt',
      text: 'Dieser Schalter wurde ausgeschlossen: Buchungen, Umzüge und Änderungen von hier werden nicht angenommen. Der Weg steht unter der Leitung oben.',
    },
    'desk-too-old': {
      tag: 'Schalter zu alt',
      text: 'Der Server spricht nicht mehr wie dieser Schalter: Buchungen, Umzüge und Änderungen von hier werden nicht angenommen, bis er erneuert ist.',
    },
  },
  enterCode: 'Code eingeben',
  kinds: {
    'money-without-booking': {
      title: 'Geld ohne Buchung',
      text: 'Für eine Buchung, die nicht gilt, wurde Bargeld genommen. Es ist Guthaben des Gastes, bis jemand entscheidet.',
    },
    overpaid: {
      title: 'Zu viel bezahlt',
      text: 'Es wurde mehr genommen als fällig, an zwei Schaltern oder doppelt. Der Rest wartet.',
    },
    'stay-without-booking': {
      title: 'Aufenthalt ohne Verkauf',
      text: 'Der Gast ist im Haus, aber der Verkauf wurde abgelehnt oder ist weg. Der Aufenthalt wurde neu geschrieben, damit er berechnet werden kann.',
    },
    'room-given-twice': {
      title: 'Zimmer {{room}} doppelt vergeben',
      text: 'Zwei Schalter haben dasselbe Zimmer zwei Gästen gegeben. Beide sind im Haus; einer braucht ein anderes Zimmer.',
    },
    'room-reassigned': {
      title: 'Zimmer {{room}} ging an jemand anderen',
      text: 'Ein anderer Gast ist in das Zimmer gezogen, das für diesen Aufenthalt gedacht war. Der Aufenthalt hat jetzt kein Zimmer.',
    },
    oversold: {
      title: 'Überbucht',
      text: 'In diesen Nächten sind mehr Verkäufe als Zimmer, durch eine Tatsache, die nicht abzulehnen war.',
    },
    'promise-forced': {
      title: 'Zugesagt und nicht mehr da',
      text: 'Ein Schalter hat dies fest zugesagt, und sein Kontingent war ihm inzwischen entzogen. Der Verkauf steht; jemand muss einen Ort dafür finden.',
    },
    'promise-deposited': {
      title: 'Verkauft von einem Schalter, der nicht mehr verkaufen darf',
      text: 'Der Schalter war gesperrt oder neu eingerichtet, als dieser Verkauf ankam. Er hatte dies aus seinem eigenen Kontingent zugesagt, darum gilt es; bitte prüfen, ob es stimmt.',
    },
    'check-out-not-in-house': {
      title: 'Ausgecheckt, ohne im Haus zu sein',
      text: 'Für einen Aufenthalt, der nicht im Haus ist, kam ein Check-out an.',
    },
    'left-otherwise': {
      title: 'Aus einem anderen Zimmer oder an einem anderen Tag abgereist',
      text: 'Ein Gast hat aus Zimmer {{room}} anders ausgecheckt, als der Server es hatte. Zimmer und Nächte folgen dem, was am Schalter getan wurde.',
    },
    'receipt-mismatch': {
      title: 'Ein Beleg, der nicht passt',
      text: 'Ein Beleg kam an, dessen Nummer, Betrag oder Siegel nicht so ist, wie sein Schalter es gezogen hätte. Das Geld steht in den Büchern; vergleichen Sie das Papier.',
    },
    'refunded-twice': {
      title: 'Doppelt zurückgegeben',
      text: 'Bargeld wurde zurückgegeben, obwohl schon jemand geantwortet hatte. Es fehlt vielleicht in der Kasse.',
    },
    'voided-late': {
      title: 'Storniert, nachdem es geklärt war',
      text: 'Eine Zahlung wurde storniert, weil sie nur einmal kam, obwohl schon jemand geantwortet hatte. Die Bücher mit Gateway und Kasse vergleichen.',
    },
    'push-refused': {
      title: '{{channel}} hat verkauft, was nicht da ist',
      text: '{{channel}} hat die Buchung {{reference}} geschickt, und sie wurde abgelehnt: „{{rule}}“. Der Gast glaubt an eine Buchung. Sprechen Sie mit beiden.',
    },
    'late-sale-stuck': {
      title: 'Plätze einer abgesagten Abfahrt',
      text: 'Eine Buchung hat Plätze einer Abfahrt, die nicht stattfindet, und sie ließen sich weder verlegen noch aufgeben. Sprechen Sie mit dem Gast, und ändern Sie die Buchung von Hand.',
    },
    'payment-unknown': {
      title: 'Niemand weiß, ob bezahlt wurde',
      text: 'Eine Zahlung wurde begonnen, und der Zahlungsdienst hat nicht gesagt, was aus ihr wurde. Was gehalten ist, bleibt gehalten. Sehen Sie beim Zahlungsdienst nach und sagen Sie dann, was stimmt.',
    },
    'payment-contradicted': {
      title: 'In den Büchern, aber nicht beim Zahlungsdienst',
      text: 'Eine Zahlung wurde als bezahlt eingetragen, und der Zahlungsdienst sagt jetzt, dass sie abgelehnt wurde. Das Geld steht in den Büchern; finden Sie heraus, ob es kam.',
    },
    'desk-forked': {
      title: 'Die Daten eines Schalters wurden kopiert',
      text: 'Zwei Installationen senden unter dem Namen von Schalter {{desk}}. Geld, Check-ins und Check-outs der Kopie gelten; ihre Buchungen werden nicht angenommen. Entscheiden Sie, welche der beiden bleibt. Wer den Server betreut, gibt einen Code für Schalter {{desk}}; geben Sie ihn dort ein, wo der Schalter bleibt, dann endet die andere. Die Kopie sagt, dass sie eine ist, und fragt nach dem Code.',
    },
    'set-aside': {
      title: 'Getan, und nicht in den Büchern',
      text: 'Ein Schalter hat etwas geschickt, das dieser Server nicht ausführen konnte. Es ist aufgehoben, wie es kam; Geld darin steht noch in keinem Buch.',
    },
    'expired-with-money': {
      title: 'Zum Teil bezahlt und abgelaufen',
      text: 'Für diese Buchung wurde ein Teil bezahlt, und sie lief ab, bevor es genug war. Das Geld gehört dem Gast: sprechen Sie mit ihm, geben Sie es zurück oder buchen Sie neu.',
    },
    'minimum-not-reached': {
      title: '{{product}} hat die Mindestzahl nicht erreicht',
      text: 'Es ist Zeit zu entscheiden: {{confirmed}} von mindestens {{minimum}} Plätzen sind verkauft. Öffnen Sie die Abfahrt: trotzdem fahren, alle verlegen oder absagen.',
    },
    guard: {
      title: 'Gegen eine Regel getan',
      text: 'Es wurde an einem Schalter getan und gilt, aber die Regel „{{rule}}“ war in dem Augenblick nicht eingehalten.',
    },
    unknown: {
      title: 'Etwas passt nicht',
      text: 'Eine Tatsache widerspricht dem, was der Server wusste ({{kind}}). Sie gilt, wie sie getan wurde; jemand muss hinsehen.',
    },
  },
  ways: {
    otherType: 'Stattdessen {{roomType}}, {{span}}',
    otherDates: 'Auf {{span}} gehen',
    otherRoom: 'Stattdessen Zimmer {{room}}',
    withoutRoom: 'Vorerst ohne Zimmer',
    swap: 'Die beiden Zimmer tauschen',
    cancel: 'Die Buchung stornieren',
    todaysPrice: 'Zum heutigen Preis buchen',
    samePrice: 'gleicher Preis',
    more: '+ {{money}}',
    less: '− {{money}}',
    dismiss: 'Weglegen, der Gast weiß es',
  },
  remedies: {
    keepCredit: '{{money}} als Guthaben des Gastes behalten',
    applyCredit: '{{money}} auf die andere Buchung des Gastes, {{number}}',
    refundCash: '{{money}} bar zurückgeben',
    assignRoom: 'Ein Zimmer zuteilen',
    leaveUnassigned: 'Ohne Zimmer lassen',
    acceptForced: 'Annehmen und ein Zimmer finden',
    wasPaid: '{{money}} wurden bezahlt',
    wasNotPaid: 'Es wurde nicht bezahlt',
    cameOnce: 'Es kam einmal: die zweiten {{money}} stornieren',
    cameOnceLead: 'Kam es einmal, storniert die Leitung das zweite.',
    acknowledge: 'Gesehen, nichts zu tun',
    lookedAfter: 'Gesehen, jemand kümmert sich',
    enterDoes: '↵ zum Ausführen',
    printed: 'druckt einen Beleg',
  },
  done: { way: 'Beantwortet: {{what}}', print: '{{receipt}} drucken' },
};
