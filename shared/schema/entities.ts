import { answers } from './entities/answers.ts';
import { house } from './entities/house.ts';
import { lookBack } from './entities/look-back.ts';
import { ledger } from './entities/ledger.ts';
import { sales } from './entities/sales.ts';
import { terms } from './entities/terms.ts';
import { tours } from './entities/tours.ts';
import type { BaseRow, Entity, OwnFields } from './entity.ts';

/** Every entity of the business, in the order in which rows may refer to earlier ones. Amounts are minor units of the property's currency unless a `currency` column stands beside them. */
export const entities = { ...house, ...terms, ...sales, ...tours, ...ledger, ...answers, ...lookBack } satisfies Record<
  string,
  Entity
>;

export type EntityName = keyof typeof entities;

/** The fields of a row without what the engine stamps on it. */
export type Fields<E extends EntityName> = OwnFields<(typeof entities)[E]>;

/** A whole row. */
export type Row<E extends EntityName> = BaseRow & Fields<E>;

export const entityNames = Object.keys(entities) as readonly EntityName[]; // keys of a literal object
