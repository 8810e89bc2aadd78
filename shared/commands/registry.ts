import { recallLeases } from './allotments/recall-leases.ts';
import { returnLeases } from './allotments/return-leases.ts';
import { revokeLeases } from './allotments/revoke-leases.ts';
import { setAllotmentPolicy } from './allotments/set-allotment-policy.ts';
import { topUpLeases } from './allotments/top-up-leases.ts';
import { bookStay } from './bookings/book-stay.ts';
import { cancelBooking } from './bookings/cancel-booking.ts';
import { mergeBookings } from './bookings/merge-bookings.ts';
import { changeStay } from './bookings/change-stay.ts';
import { eraseGuest } from './guests/erase-guest.ts';
import { addGuest, changeGuest } from './guests/guests.ts';
import { extendHold } from './holds/extend-hold.ts';
import { releaseHold } from './holds/release-hold.ts';
import { expireHold } from './holds/expire-hold.ts';
import { expireDraft } from './holds/expire-draft.ts';
import { confirmBooking } from './bookings/confirm-booking.ts';
import { approveBooking, rejectBooking } from './bookings/approve-booking.ts';
import { cancelUnpaid } from './bookings/cancel-unpaid.ts';
import { holdDraft } from './bookings/hold-draft.ts';
import { postponeBalance } from './bookings/postpone-balance.ts';
import { cancelItem } from './bookings/cancel-item.ts';
import { joinWaitlist } from './holds/join-waitlist.ts';
import { leaveWaitlist } from './holds/leave-waitlist.ts';
import { offerSeats } from './holds/offer-seats.ts';
import { takeOffer } from './holds/take-offer.ts';
import { takePayment } from './money/take-payment.ts';
import { startPayment } from './money/start-payment.ts';
import { hearGateway } from './money/hear-gateway.ts';
import { voidPayment } from './money/void-payment.ts';
import { settlePayment } from './money/settle-payment.ts';
import { changePax } from './bookings/change-pax.ts';
import { moveSeats } from './bookings/move-seats.ts';
import { holdItems } from './holds/hold-items.ts';
import { dismissRefusal } from './inbox/dismiss-refusal.ts';
import { resolveException } from './inbox/resolve-exception.ts';
import { refundCash } from './money/refund-cash.ts';
import { takeCash } from './money/take-cash.ts';
import { addRoom } from './property/add-room.ts';
import { addUser } from './property/add-user.ts';
import { beginEpoch } from './property/begin-epoch.ts';
import { enrolDesk } from './property/enrol-desk.ts';
import { openProperty } from './property/open-property.ts';
import { readmitDesk, revokeDesk } from './property/revoke-desk.ts';
import { rollDay } from './property/roll-day.ts';
import { addRoomType, changeRoomType } from './property/room-types.ts';
import { checkIn } from './stays/check-in.ts';
import { checkOut } from './stays/check-out.ts';
import { lockRoom } from './stays/lock-room.ts';
import { moveStay } from './stays/move-stay.ts';
import { putOutOfOrder, returnToService } from './stays/out-of-order.ts';
import { setRoomStatus } from './stays/set-room-status.ts';
import { swapStays } from './stays/swap-stays.ts';
import { setAgent } from './terms/set-agent.ts';
import { setBookingPolicy } from './terms/set-booking-policy.ts';
import { setChannel } from './terms/set-channel.ts';
import { setPromotion } from './terms/set-promotion.ts';
import { setTaxRule } from './terms/set-tax-rule.ts';
import { addDepartures } from './tours/add-departures.ts';
import { blockSeats, unblockSeats } from './tours/block-seats.ts';
import { cancelDeparture } from './tours/cancel-departure.ts';
import { alertRefusedPush } from './outside/alert-refused-push.ts';
import { noteTurnedAway } from './outside/note-turned-away.ts';
import { changeDeparture } from './tours/change-departure.ts';
import { alertDeparture, guaranteeDeparture } from './tours/guarantee.ts';
import { addProduct, changeProduct } from './tours/products.ts';
import { closeSale, openSale } from './tours/sale.ts';
import { markDeparted } from './tours/mark-departed.ts';
import { queueBalanceNotice, queueReminder } from './tours/reminders.ts';
import { seeToLateSales } from './tours/see-to-late-sales.ts';
import { serveWaitlist } from './tours/serve-waitlist.ts';
import { setQuotas } from './tours/set-quotas.ts';
import { addVariant, changeVariant } from './tours/variants.ts';
import { writeToAll } from './tours/write-to-all.ts';
import type { Command } from './define.ts';

const registered: readonly unknown[] = [
  bookStay,
  cancelBooking,
  changeStay,
  mergeBookings,
  holdItems,
  changePax,
  moveSeats,
  settlePayment,
  voidPayment,
  hearGateway,
  startPayment,
  takePayment,
  takeOffer,
  offerSeats,
  leaveWaitlist,
  joinWaitlist,
  cancelItem,
  cancelUnpaid,
  postponeBalance,
  holdDraft,
  rejectBooking,
  approveBooking,
  confirmBooking,
  expireDraft,
  expireHold,
  releaseHold,
  extendHold,
  addGuest,
  changeGuest,
  eraseGuest,
  dismissRefusal,
  resolveException,
  refundCash,
  takeCash,
  addRoom,
  addUser,
  enrolDesk,
  beginEpoch,
  revokeDesk,
  readmitDesk,
  openProperty,
  rollDay,
  addRoomType,
  changeRoomType,
  checkIn,
  checkOut,
  lockRoom,
  moveStay,
  putOutOfOrder,
  returnToService,
  setRoomStatus,
  swapStays,
  addProduct,
  changeProduct,
  addDepartures,
  changeDeparture,
  blockSeats,
  unblockSeats,
  openSale,
  closeSale,
  setQuotas,
  serveWaitlist,
  seeToLateSales,
  addVariant,
  changeVariant,
  guaranteeDeparture,
  alertDeparture,
  markDeparted,
  cancelDeparture,
  writeToAll,
  queueReminder,
  queueBalanceNotice,
  setAllotmentPolicy,
  topUpLeases,
  recallLeases,
  returnLeases,
  revokeLeases,
  alertRefusedPush,
  noteTurnedAway,
  setAgent,
  setBookingPolicy,
  setChannel,
  setPromotion,
  setTaxRule,
];

const commands: ReadonlyMap<string, Command> = new Map(
  // A command's own types meet only in its own functions; the registry hands each its own values back.
  registered.map((definition) => [(definition as Command).name, definition as Command]),
);

/** The command of this name, or undefined. */
export function commandNamed(name: string): Command | undefined {
  return commands.get(name);
}

export const commandNames: readonly string[] = [...commands.keys()];
