/** The words of the inbox: what happened, what it costs, and the ways out. */
export const inbox = {
  tabs: {
    label: 'What to show',
    all: 'All {{count}}',
    refused: 'Refused {{count}}',
    exceptions: 'Exceptions {{count}}',
    approvals: 'Approvals {{count}}',
  },
  answered: 'Answered',
  open: 'Open ones',
  keys: { move: 'move', answer: 'answer', down: 'Next entry, entry before', number: 'Answer with this number' },
  empty: 'Nothing waits for an answer',
  emptyHint: 'Refused requests, exceptions and approvals come here, each with its ways out.',
  emptyAnswered: 'Nothing was answered yet',
  refusedTitle: 'Refused: {{what}}',
  aReseller: 'A reseller',
  exceptionTitle: 'Exception: {{what}}',
  facts: {
    concerns: 'Concerns',
    since: 'Since',
    heldUntil: 'Still held for',
    costs: 'Costs',
    booking: 'Booking',
    desk: 'Desk',
    dates: 'Dates',
    room: 'Room',
  },
  costsNothing: 'Nothing yet',
  toCollect: '{{money}} the sale',
  held: '{{money}} in hand',
  inQuestion: '{{money}} in question',
  sinceAgo: '{{at}}, {{age}}',
  approvalTitle: 'To approve: {{what}}',
  approval: {
    tag: 'Approval',
    text: '{{by}} asks for a booking of {{money}}, above the limit of this property. It is held until somebody who did not ask for it decides.',
    somebody: 'Somebody',
    sale: '{{money}} the sale',
    left: '{{time}}',
    approve: 'Approve, confirm it at {{money}}',
    reject: 'Reject …',
    rejectNote: 'says why',
  },
  openDeparture: 'Open the departure',
  openBooking: 'Open booking',
  status: {
    open: 'Open',
    answered: 'Answered by {{by}}',
    dismissed: 'Put aside by {{by}}',
    resolved: 'Settled by {{by}}',
  },
  refusedBecause:
    'Done here as “{{command}}” while the server did not know of it yet; the server has refused it. Nothing else was touched.',
  reasons: {
    'sold-out': 'The last of it was sold elsewhere before this reached the server.',
    'room-taken': 'The room had been given to somebody else before this reached the server.',
    'changed-elsewhere': 'It had been changed elsewhere before this reached the server.',
    'depends-on-refused': 'It builds on something that was refused; settle that first.',
    'price-changed': 'It was agreed at {{agreed}}, and costs {{now}} by now.',
  },
  barred: {
    forked: {
      tag: 'From a copied disk',
      text: 'Another installation works as this desk too, and this one is the copy: bookings, moves and changes from it are not taken. A code makes it a desk again; press the line at the top for the way out.',
    },
    'epoch-closed': {
      tag: 'Desk set up anew elsewhere',
      text: 'Another installation became this desk: bookings, moves and changes from here are not taken any more. Press the line at the top for the way out.',
    },
    'desk-revoked': {
      tag: 'Desk revoked',
      text: 'This desk was shut out: bookings, moves and changes from it are not taken. Press the line at the top for the way out.',
    },
    'desk-too-old': {
      tag: 'Desk too old',
      text: 'The server no longer speaks as this desk does: bookings, moves and changes from it are not taken until it is updated.',
    },
  },
  enterCode: 'Enter the code',
  kinds: {
    'money-without-booking': {
      title: 'Money without a booking',
      text: 'Cash was taken for a booking that does not stand. The money is the guest’s credit until somebody decides.',
    },
    overpaid: {
      title: 'Paid too much',
      text: 'More was taken than was due, at two desks or twice. The rest waits in suspense.',
    },
    'stay-without-booking': {
      title: 'A stay without a sale',
      text: 'The guest is in the house, but the sale was refused or gone. The stay was written anew so that it can be charged.',
    },
    'room-given-twice': {
      title: 'Room {{room}} given twice',
      text: 'Two desks gave the same room to two guests. Both are in the house; one of them needs another room.',
    },
    'room-reassigned': {
      title: 'Room {{room}} went to somebody else',
      text: 'Another guest moved into the room that was meant for this stay. The stay is without a room now.',
    },
    oversold: {
      title: 'Oversold',
      text: 'There are more sales than rooms on these nights, by a fact that could not be refused.',
    },
    'promise-forced': {
      title: 'Promised, and not there any more',
      text: 'A desk sold this with a guarantee, and its allotment had been taken back meanwhile. The sale stands; somebody has to find the place for it.',
    },
    'promise-deposited': {
      title: 'Sold by a desk that may not sell any more',
      text: 'The desk had been revoked or set up anew when this sale arrived. It had promised the place out of its own allotment, so the sale stands; see whether it is right.',
    },
    'check-out-not-in-house': {
      title: 'Checked out without being in the house',
      text: 'A check-out arrived for a stay that is not in the house.',
    },
    'left-otherwise': {
      title: 'Left from another room or on another day',
      text: 'A guest checked out of room {{room}} otherwise than the server had it. The room and the nights follow what was done at the desk.',
    },
    'receipt-mismatch': {
      title: 'A receipt that does not fit',
      text: 'A receipt came whose number, amount or seal is not what its desk would have drawn. The money is in the books; compare the paper.',
    },
    'refunded-twice': {
      title: 'Given back twice',
      text: 'Cash was given back although somebody had answered already. It may be missing in the drawer.',
    },
    'voided-late': {
      title: 'Voided after it was settled',
      text: 'A payment was voided as having come once, although somebody had answered already. Compare the books with the gateway and the drawer.',
    },
    'push-refused': {
      title: '{{channel}} sold what is not there',
      text: '{{channel}} sent the booking {{reference}}, and it was refused: “{{rule}}”. Its guest believes in a booking. Speak to both.',
    },
    'late-sale-stuck': {
      title: 'Seats of a departure that was cancelled',
      text: 'A booking has seats of a departure that does not run, and they could neither be moved nor given up. Speak to the guest, and change the booking by hand.',
    },
    'payment-unknown': {
      title: 'Nobody knows whether it was paid',
      text: 'A payment was begun, and the gateway has not said what became of it. What was held stays held. Look at the gateway, then say which it was.',
    },
    'payment-contradicted': {
      title: 'In the books, and not at the gateway',
      text: 'A payment was entered as paid, and the gateway says now that it was declined. The money is in the books; find out whether it came.',
    },
    'desk-forked': {
      title: 'A desk’s data was copied',
      text: 'Two installations send under the name of desk {{desk}}. Money, check-ins and check-outs of the copy stand; its bookings are not taken. Decide which of the two stays. Whoever looks after the server gives a code for desk {{desk}}; enter it at the one that stays, and the other one ends. The copy says that it is one, and asks for the code.',
    },
    'set-aside': {
      title: 'Done, and not in the books',
      text: 'A desk sent something that this server could not carry out. It is kept as it came; money in it is in no book yet.',
    },
    'expired-with-money': {
      title: 'Paid in part, and run out',
      text: 'A part was paid for this booking, and its hold ran out before it was enough. The money is the guest’s: speak to them, give it back, or book anew.',
    },
    'minimum-not-reached': {
      title: '{{product}} has not reached its minimum',
      text: 'Today is the day to decide: {{confirmed}} of at least {{minimum}} seats are sold. Open the departure: let it run all the same, move everybody, or cancel it.',
    },
    guard: {
      title: 'Done against a rule',
      text: 'It was done at a desk and stands, but the rule “{{rule}}” was not kept at that moment.',
    },
    unknown: {
      title: 'Something does not fit',
      text: 'A fact contradicts what the server knew ({{kind}}). It stands as it was done; somebody has to look at it.',
    },
  },
  ways: {
    otherType: '{{roomType}} instead, {{span}}',
    otherDates: 'Move to {{span}}',
    otherRoom: 'Room {{room}} instead',
    withoutRoom: 'Without a room for now',
    swap: 'Swap the two rooms',
    cancel: 'Cancel the booking',
    todaysPrice: 'Book it at today’s price',
    samePrice: 'same price',
    more: '+ {{money}}',
    less: '− {{money}}',
    dismiss: 'Put aside, the guest knows',
  },
  remedies: {
    keepCredit: 'Keep {{money}} as the guest’s credit',
    applyCredit: 'Put {{money}} on the guest’s other booking, {{number}}',
    refundCash: 'Give {{money}} back in cash',
    assignRoom: 'Assign a room',
    leaveUnassigned: 'Leave in Unassigned',
    acceptForced: 'Accept, and find a room',
    wasPaid: '{{money}} was paid',
    wasNotPaid: 'It was not paid',
    cameOnce: 'It came once: void the second {{money}}',
    acknowledge: 'Seen, nothing to do',
    lookedAfter: 'Seen, it is looked after',
    enterDoes: '↵ to do it',
    printed: 'prints a receipt',
  },
  done: { way: 'Answered: {{what}}', print: 'Print {{receipt}}' },
};
