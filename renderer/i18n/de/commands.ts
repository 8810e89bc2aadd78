import type { commands as english } from '../en/commands.ts';
import type { Words } from '../words.ts';

export const commands: Words<typeof english> = {
  addGuest: 'Neuer Gast',
  addRoom: 'Zimmer angelegt',
  addRoomType: 'Zimmerart angelegt',
  addUser: 'Person angelegt',
  bookStay: 'Neue Buchung',
  cancelBooking: 'Buchung storniert',
  changeGuest: 'Gast geändert',
  changeRoomType: 'Zimmerart geändert',
  changeStay: 'Aufenthalt geändert',
  checkIn: 'Anreise',
  checkOut: 'Abreise',
  dismissRefusal: 'Ablehnung abgelegt',
  enrolDesk: 'Platz aufgenommen',
  lockRoom: 'Zimmer festgelegt',
  moveStay: 'Aufenthalt verschoben',
  openProperty: 'Haus eröffnet',
  putOutOfOrder: 'Zimmer außer Betrieb',
  refundCash: 'Bargeld zurückgegeben',
  resolveException: 'Ausnahme geklärt',
  returnToService: 'Zimmer wieder in Betrieb',
  rollDay: 'Geschäftstag weitergestellt',
  setRoomStatus: 'Zimmerstand',
  swapStays: 'Zimmer getauscht',
  takeCash: 'Bargeld genommen',
};
