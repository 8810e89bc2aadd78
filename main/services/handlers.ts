import type { Handlers } from '#shared/rpc/serve.ts';
import { serverNow } from '#main/store/desk-clock.ts';
import type { Store } from '#main/store/open-store.ts';
import { removePutAside } from '#main/store/put-aside-replicas.ts';
import { runCommand } from '#main/store/run-command.ts';
import { diagnosticsText } from './diagnostics/diagnostics.ts';
import type { TroubleLog } from './diagnostics/trouble-log.ts';
import { prepareReceiptPrint } from './print/receipt.ts';
import type { Sessions, Window } from './session.ts';
import { enterCode } from './enter-code.ts';
import type { RestartableSync } from './sync/restartable-sync.ts';
import { prepareAllotments } from './views/allotments.ts';
import { prepareApprovals } from './views/approvals.ts';
import { prepareAvailability } from './views/availability.ts';
import { prepareBookingItems } from './views/booking-items.ts';
import { prepareQuote } from './views/booking-quote.ts';
import { prepareSaleTerms } from './views/booking-terms.ts';
import { prepareBooking } from './views/booking.ts';
import { prepareCalendar } from './views/calendar.ts';
import { prepareBookingCard, prepareOpenCards } from './views/card-payments.ts';
import { prepareDepartureBookings, prepareManifest } from './views/departures/departure-bookings.ts';
import { type DepartureStandpoint, prepareDepartureWindow } from './views/departures/departure-window.ts';
import { prepareDeparture } from './views/departures/departure.ts';
import { prepareFindDepartures } from './views/departures/find-departures.ts';
import { prepareProducts } from './views/departures/products.ts';
import { prepareDuplicates } from './views/duplicates.ts';
import { guestNamesOf } from './views/guest-names.ts';
import { encodeCalendar } from './views/encode-calendar.ts';
import { prepareForesee } from './views/foresee.ts';
import { hereOf } from './views/here.ts';
import { prepareFindGuests } from './views/guests.ts';
import { makingOf } from './views/making.ts';
import { prepareInbox } from './views/inbox.ts';
import { prepareProperty, prepareRoomTypes, prepareRooms, prepareUsers, propertyNow } from './views/lodge.ts';
import { prepareSearch } from './views/search.ts';
import { prepareSettings } from './views/settings.ts';
import { standpointOf } from './views/standpoint.ts';
import { prepareToday } from './views/today.ts';

interface Given {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly sync: RestartableSync;
  readonly troubles: TroubleLog;
  /** This moment as an instant, by the machine's clock. */
  readonly now: () => string;
  /** Tells one window of its own session. */
  readonly tellSession: (window: Window) => void;
}

/** Every call of the contract, answered from the replica, the journal and the line. */
export function handlersOf({ store, sessions, sync, troubles, now: machine, tellSession }: Given): Handlers<Window> {
  const { db, meta, counters } = store;
  // What runs out and what is on sale is judged by the server's time, as the commands judge it [S3].
  const now = () => serverNow(meta, Date.parse(machine()));
  const property = prepareProperty(db);
  const users = prepareUsers(db);
  const roomTypes = prepareRoomTypes(db);
  const rooms = prepareRooms(db);
  const calendar = prepareCalendar(db, meta);
  const today = prepareToday(db);
  const availability = prepareAvailability(db, meta);
  const allotments = prepareAllotments(db);
  const departures = prepareDepartureWindow(db);
  const findDepartures = prepareFindDepartures(db);
  const departure = prepareDeparture(db);
  const departureBookings = prepareDepartureBookings(db);
  const manifest = prepareManifest(db);
  const products = prepareProducts(db);
  const names = guestNamesOf(store.seals);
  const guests = prepareFindGuests(db, names);
  const booking = prepareBooking(db);
  const bookingItems = prepareBookingItems(db);
  const quote = prepareQuote(store);
  const saleTerms = prepareSaleTerms(db);
  const card = prepareBookingCard(db);
  const openCards = prepareOpenCards(db, names);
  const settings = prepareSettings(db);
  const duplicates = prepareDuplicates(db, names);
  const search = prepareSearch(db, names);
  const inbox = prepareInbox(db, () => store.identity()?.desk ?? '', names);
  const approvals = prepareApprovals(db, names);
  const foresee = prepareForesee(store);
  const receipt = prepareReceiptPrint(db, counters);
  const standpoint = () => standpointOf(meta, property, names);
  const atDepartures = (): DepartureStandpoint => ({ ...standpoint(), now: now(), here: hereOf(meta) });
  const waiting = (window: Window) => inbox(true, approvals(sessions.person(window)));
  const leads = (window: Window) => ['manager', 'administrator'].includes(sessions.person(window).role);
  // Until the first sync is complete the replica is part of a lodge, without its indexes: nobody works on that.
  const isWhole = () => meta.get('firstSync')?.complete === true;

  return {
    'session.get': (_input, window) => ({
      session: sessions.view(window),
      users: isWhole() ? users() : [],
      property: property()?.name ?? '',
      making: isWhole() ? null : makingOf(store, sync.status()),
    }),
    async 'session.signIn'({ userId, pin }, window) {
      if (!isWhole()) return sessions.view(window);
      const session = await sessions.signIn(window, userId, pin);
      tellSession(window);
      return session;
    },
    'session.letTry': ({ userId, managerId, pin }) => sessions.letTry(userId, managerId, pin),
    'session.lock'(_input, window) {
      const session = sessions.lock(window);
      tellSession(window);
      return session;
    },
    'lodge.get'() {
      const { desk: code = '', name = '', epoch = 1 } = store.identity() ?? {};
      return {
        property: propertyNow(property),
        desk: { code, name, epoch },
        roomTypes: roomTypes(),
        rooms: rooms(),
        users: users(),
      };
    },
    'today.get': (_input, window) => today({ standpoint: standpoint(), waiting: waiting(window) }),
    'calendar.window': ({ from, days }) => encodeCalendar(calendar(from, days, standpoint())),
    'availability.get': ({ from, to, exceptStayId }) => availability(from, to, exceptStayId),
    'departures.window': ({ from, days }) => departures(from, days, atDepartures()),
    'departures.find': (wish) => findDepartures(wish, atDepartures()),
    'departure.get': ({ departureId, all }) => departure(departureId, all, atDepartures()) ?? null,
    'departure.bookings': ({ departureId }) => departureBookings(departureId, standpoint()),
    'departure.manifest': ({ departureId }) => manifest(departureId, standpoint()),
    'products.list': () => products(),
    'allotments.get': () => allotments(),
    'guests.find': ({ text, limit }) => guests(text, limit),
    'booking.get': ({ bookingId }) => booking(bookingId, standpoint()) ?? null,
    'booking.items': ({ bookingId }) => bookingItems(bookingId, names) ?? null,
    'booking.quote'(asked, window) {
      const { id: userId, name, role } = sessions.person(window);
      return quote(asked, { userId, name, role }, standpoint().businessDate, now());
    },
    'booking.terms': () => saleTerms(),
    'booking.duplicates': duplicates,
    'booking.card': ({ bookingId }) => card(bookingId),
    'cards.open': () => openCards(),
    'search.all': ({ text }) => search(text),
    'inbox.list': ({ open }, window) => (open ? waiting(window) : inbox(false)),
    'settings.get': () => settings(standpoint()),
    'clock.get': () => ({ now: now() }),
    'sync.get': () => names.all(sync.status()),
    'sync.setLine': ({ on }) => sync.setLine(on),
    'sync.tryNow': () => sync.tryNow(),
    'sync.recoveryCode': (_input, window) => ({
      code: (leads(window) ? store.blackBox.recoveryCode() : undefined) ?? null,
    }),
    'sync.removePutAside': ({ folder }, window) => ({ removed: leads(window) && removePutAside(store.file, folder) }),
    'desk.enterCode': (input) => enterCode(store, sync, input),
    'diagnostics.get': async () => ({
      text: await diagnosticsText({ store, status: sync.status, troubles, now: machine }),
    }),
    'command.run'({ name, draft }, window) {
      const user = sessions.person(window);
      const answer = runCommand(store, name, draft, { userId: user.id, name: user.name, role: user.role });
      return names.all(answer);
    },
    'command.foresee'({ name, draft }, window) {
      const { id: userId, name: called, role } = sessions.person(window);
      const asking = { actor: { userId, name: called, role }, businessDate: standpoint().businessDate, now: now() };
      return names.all(foresee(name, draft, asking));
    },
    'print.receipt': ({ receiptId, format, purpose }) =>
      receipt(receiptId, format, purpose, {
        zone: propertyNow(property).zone,
        tentative: standpoint().tentative,
        names,
      }),
  };
}
