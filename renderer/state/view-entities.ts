import type { Method } from '#shared/rpc/contract.ts';
import type { EntityName } from '#shared/schema/entities.ts';

/** What a view is made of: when rows of these entities change, it is read again. */
export const viewEntities = {
  'lodge.get': ['property', 'user', 'desk', 'roomType', 'room'],
  'today.get': ['property', 'booking', 'stay', 'occupancy', 'room', 'guest', 'folioEntry', 'refusal', 'exception'],
  'calendar.window': ['property', 'booking', 'stay', 'occupancy', 'roomBlock', 'slot', 'lease', 'guest', 'room'],
  'availability.get': ['occupancy', 'slot', 'lease', 'roomBlock', 'room', 'roomType'],
  'departures.window': [
    'property',
    'product',
    'departure',
    'slot',
    'heldUnits',
    'waitlistEntry',
    'lease',
    'seats',
    'booking',
  ],
  'departures.find': ['product', 'departure', 'slot', 'heldUnits', 'waitlistEntry', 'lease'],
  'departure.get': [
    'product',
    'departure',
    'variant',
    'slot',
    'hold',
    'heldUnits',
    'waitlistEntry',
    'lease',
    'seats',
    'booking',
    'guest',
    'notice',
  ],
  'departure.bookings': ['seats', 'booking', 'guest', 'channel', 'agent', 'variant'],
  'departure.manifest': ['seats', 'booking', 'guest', 'channel', 'variant'],
  'products.list': ['product'],
  'allotments.get': ['allotmentPolicy', 'lease', 'desk', 'product', 'departure', 'roomType'],
  'guests.find': ['guest', 'stay'],
  'booking.get': ['booking', 'stay', 'occupancy', 'guest', 'folio', 'folioEntry', 'payment', 'receipt'],
  'booking.items': ['booking', 'seats', 'hold', 'departure', 'product', 'variant', 'channel', 'agent', 'commission'],
  'booking.quote': [
    'property',
    'departure',
    'product',
    'variant',
    'slot',
    'hold',
    'heldUnits',
    'waitlistEntry',
    'lease',
    'roomType',
    'promotion',
    'taxRule',
    'channel',
    'agent',
    'bookingPolicy',
  ],
  'booking.terms': ['channel', 'agent'],
  // Whatever a change of seats, of a stay or of a departure rests on.
  'command.foresee': [
    'property',
    'booking',
    'seats',
    'stay',
    'departure',
    'product',
    'variant',
    'slot',
    'hold',
    'heldUnits',
    'waitlistEntry',
    'lease',
    'promotion',
    'taxRule',
    'channel',
    'agent',
    'bookingPolicy',
    'commission',
  ],
  'booking.duplicates': ['booking', 'stay', 'seats', 'guest'],
  'booking.card': ['payment', 'booking'],
  'cards.open': ['payment', 'booking', 'guest'],
  'settings.get': ['bookingPolicy', 'channel', 'agent', 'promotion', 'taxRule', 'commission', 'user', 'verdict'],
  'search.all': ['booking', 'guest', 'room', 'receipt'],
  'inbox.list': ['refusal', 'exception', 'booking', 'guest', 'seats', 'stay'],
  'sync.get': ['verdict', 'refusal'],
} as const satisfies Partial<Record<Method, readonly EntityName[]>>;

/** The calls that only look, and so may be kept and asked again. */
export type ViewMethod = keyof typeof viewEntities;

/** Whether a change of these entities may have changed the view. */
export function concerns(method: ViewMethod, entities: readonly string[]): boolean {
  const own: readonly string[] = viewEntities[method];
  return entities.some((entity) => own.includes(entity));
}
