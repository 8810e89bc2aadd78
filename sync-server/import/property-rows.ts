import { type Instant, type PlainDate, instantAt } from '#shared/kernel/dates.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import { groupOf } from '#shared/inventory/channel-group.ts';
import { emptyNight, slotId } from '#shared/inventory/slot.ts';
import type { BaseRow } from '#shared/schema/entity.ts';
import type { Row } from '#shared/schema/entities.ts';
import type { BookingSource, ChannelGroup } from '#shared/schema/words.ts';
import type { ImportMap } from './import-map.ts';
import type { ImportPlan } from './plan.ts';

/** Last writer of every imported row: the server itself. */
export const importWriter = 'server/0/import';

/** What the rows of one property have in common, and the ids by which they refer to one another. */
export interface ImportedProperty {
  readonly id: string;
  readonly currency: string;
  readonly prefix: string;
  readonly placeholder: string;
  readonly base: Omit<BaseRow, 'id'>;
  typeId(code: string): string;
  roomId(number: string): string;
  /** Midday in the property's zone: the export keeps days, no hours. */
  noonOf(day: PlainDate): Instant;
}

export function importedProperty(tenantId: string, id: string, map: ImportMap, now: Instant): ImportedProperty {
  const typeIds = new Map<string, string>();
  const roomIds = new Map<string, string>();
  const noons = new Map<string, Instant>();
  return {
    id,
    currency: map.property.currency,
    prefix: map.property.prefix,
    placeholder: map.guest.placeholder,
    base: {
      tenantId,
      propertyId: id,
      version: 1,
      writer: importWriter,
      createdAt: now,
      createdBy: 'import',
      updatedAt: now,
      updatedBy: 'import',
    },
    typeId: (code) => once(typeIds, code, () => deriveId(id, `room-type/${code}`)),
    roomId: (number) => once(roomIds, number, () => deriveId(id, `room/${number}`)),
    noonOf: (day) => once(noons, day, () => instantAt(day, '12:00', map.property.zone)),
  };
}

export function propertyRow(
  property: ImportedProperty,
  map: ImportMap,
  name: string,
  plan: ImportPlan,
): Row<'property'> {
  return { ...property.base, id: property.id, ...map.property, name, businessDate: plan.businessDate };
}

export function typeRows(property: ImportedProperty, plan: ImportPlan): Row<'roomType'>[] {
  return plan.types.map(({ code, name, maxOccupancy, nightlyRate }, position) => ({
    ...property.base,
    id: property.typeId(code),
    code,
    name,
    position,
    baseOccupancy: 2,
    maxOccupancy,
    nightlyRate,
  }));
}

/** Rooms with a guest inside are occupied; the export says nothing of the others, so they are clean. */
export function roomRows(property: ImportedProperty, plan: ImportPlan): Row<'room'>[] {
  const rooms = plan.types.flatMap((type) => type.rooms.map((room) => ({ ...room, code: type.code })));
  return rooms.map(({ number, floor, occupied, code }, position) => ({
    ...property.base,
    id: property.roomId(number),
    roomTypeId: property.typeId(code),
    number,
    floor,
    position,
    status: occupied ? 'OCCUPIED' : 'VACANT_CLEAN',
    features: [],
    note: '',
  }));
}

/** The slots that stays take, with the units that these stays add [I1]; a slot that no stay takes is made when it is first needed. */
export function slotRows(
  property: ImportedProperty,
  plan: ImportPlan,
  stays: readonly {
    readonly typeCode: string;
    readonly source: BookingSource;
    readonly nights: readonly PlainDate[];
  }[],
): Row<'slot'>[] {
  const roomsOf = new Map(plan.types.map((type) => [type.code, type.rooms.length]));
  const taken = new Map<string, { code: string; night: PlainDate; units: Record<ChannelGroup, number> }>();
  for (const { typeCode, source, nights } of stays) {
    for (const night of nights) {
      const key = `${night} ${typeCode}`;
      const units = taken.get(key)?.units ?? { website: 0, ota: 0, manual: 0 };
      units[groupOf(source)] += 1;
      taken.set(key, { code: typeCode, night, units });
    }
  }
  return [...taken.values()].map(({ code, night, units }) => {
    const typeId = property.typeId(code);
    const slot = emptyNight(typeId, night, roomsOf.get(code) ?? 0);
    return {
      ...property.base,
      id: slotId('roomNight', typeId, night),
      ...slot,
      confirmed: units.website + units.ota + units.manual,
      ...units,
    };
  });
}

function once<V>(known: Map<string, V>, key: string, make: () => V): V {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
