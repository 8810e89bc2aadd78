/** The kinds of column an entity may have, and what they are as values and in the two databases. */
export type ColumnKind = 'id' | 'text' | 'int' | 'bool' | 'date' | 'instant' | 'json';

/** One column: its kind, whether it may be null, and its allowed words. `T` is the type of its value in a row. */
export interface Column<T> {
  readonly kind: ColumnKind;
  readonly nullable: boolean;
  readonly values?: readonly string[];
  readonly __value?: T;
}

export type Columns = Readonly<Record<string, Column<unknown>>>;

export const id = (): Column<string> => ({ kind: 'id', nullable: false });
export const text = (): Column<string> => ({ kind: 'text', nullable: false });
export const int = (): Column<number> => ({ kind: 'int', nullable: false });
export const bool = (): Column<boolean> => ({ kind: 'bool', nullable: false });
export const date = (): Column<string> => ({ kind: 'date', nullable: false });
export const instant = (): Column<string> => ({ kind: 'instant', nullable: false });
export const json = <T>(): Column<T> => ({ kind: 'json', nullable: false });
export const oneOf = <const V extends readonly string[]>(values: V): Column<V[number]> => ({
  kind: 'text',
  nullable: false,
  values,
});
export const optional = <T>(column: Column<T>): Column<T | null> => ({ ...column, nullable: true });

type ValueOf<C> = C extends Column<infer T> ? T : never;

/** What every business row carries: its place, its version and last writer [S4], and who made and changed it when. */
export const baseColumns = {
  id: id(),
  tenantId: id(),
  propertyId: id(),
  version: int(),
  writer: text(),
  createdAt: instant(),
  createdBy: text(),
  updatedAt: instant(),
  updatedBy: text(),
} satisfies Columns;

export type BaseRow = { readonly [K in keyof typeof baseColumns]: ValueOf<(typeof baseColumns)[K]> };

/** An entity, defined once: both databases' tables and the row type derive from it. */
export interface Entity<C extends Columns = Columns> {
  readonly table: string;
  readonly columns: C;
  /** Column lists that are looked up by; each becomes an index in both databases. */
  readonly indexes: readonly (readonly string[])[];
  /** Column lists that are unique within a property. */
  readonly unique: readonly (readonly string[])[];
  /** Mirrored to the property's desks through the feed. */
  readonly synced: boolean;
  /** Place in the global lock order [S21]; entities without one are never locked. */
  readonly lockOrder: number;
}

interface EntityOptions {
  readonly indexes?: readonly (readonly string[])[];
  readonly unique?: readonly (readonly string[])[];
  readonly synced?: boolean;
  readonly lockOrder?: number;
}

export function entity<C extends Columns>(table: string, columns: C, options: EntityOptions = {}): Entity<C> {
  return {
    table,
    columns,
    indexes: options.indexes ?? [],
    unique: options.unique ?? [],
    synced: options.synced ?? true,
    lockOrder: options.lockOrder ?? 100,
  };
}

/** The fields of an entity that are its own, without the base columns. */
export type OwnFields<E> = E extends Entity<infer C> ? { readonly [K in keyof C]: ValueOf<C[K]> } : never;

/** `camelCase` to `snake_case`, as columns are named in both databases. */
export function columnName(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
