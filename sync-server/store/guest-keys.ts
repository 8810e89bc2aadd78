import type { Instant } from '#shared/kernel/dates.ts';
import type { GuestKey } from '#shared/sync/envelope.ts';
import { idLiteral, textLiteral } from './sql-literal.ts';
import type { Place } from './transaction.ts';

/** Who brings a key, and when. */
export interface KeyBringer {
  readonly writer: string;
  readonly by: string;
  readonly at: Instant;
}

/**
 * Keeps the keys of new guests. A guest who has one keeps it, and one who is erased, whose key is empty, stays so: no key that
 * arrives late makes their texts readable again [S29].
 */
export function keepKeysSql(place: Place, keys: readonly GuestKey[], { writer, by, at }: KeyBringer): string[] {
  if (keys.length === 0) return [];
  const stamped = [textLiteral(at), textLiteral(by)].join(', ');
  // In id order, as everything is locked [S21].
  const values = keys
    .toSorted((a, b) => (a.guestId < b.guestId ? -1 : 1))
    .map(
      ({ guestId, key }) =>
        `(${idLiteral(guestId)}, ${idLiteral(place.tenantId)}, ${idLiteral(place.propertyId)}, 1, ${textLiteral(writer)}, ${stamped}, ${stamped}, ${textLiteral(key)})`,
    );
  return [
    `INSERT INTO guest_seal (id, tenant_id, property_id, version, writer, created_at, created_by, updated_at, updated_by, key) VALUES ${values.join(', ')} ON CONFLICT DO NOTHING`,
  ];
}
