import { changeMessages, transactionText, type MessageText, type ShapeChange } from './change-messages.ts';
import type { RowText } from './key-text.ts';
import type { Lsn } from './lsn.ts';
import type { WireMessage, WireRelation, WireTuple } from './pgoutput.ts';
import type { LogEntry } from './shape-log.ts';
import type { Shape } from './shape.ts';
import type { Table } from './table.ts';

export interface RouterEvents {
  /** A transaction did something to a shape; it has not yet been put into its log. */
  committed(shape: Shape, entry: LogEntry): void;
  /** A transaction touched the table of a shape whose condition only Postgres can judge. */
  unjudged(shape: Shape, changes: readonly ShapeChange[], xid: number, lsn: Lsn): void;
  /** A table was emptied or is no longer what it was: its shapes must begin anew. */
  broken(shapes: readonly Shape[], reason: string): void;
}

/** Finds the shapes of each change, and tells what a transaction did to each when it is whole. */
export interface ChangeRouter {
  add(shape: Shape): void;
  remove(shape: Shape): void;
  wants(oid: number): boolean;
  message(message: WireMessage): void;
  /** Forgets the transaction under way and what is known of relations: a new stream begins. */
  reset(): void;
}

interface Route {
  readonly table: Table;
  readonly shapes: Set<Shape>;
  /** Shapes that require a value in a column, by column and value. */
  readonly byValue: Map<number, Map<string, Set<Shape>>>;
  readonly rest: Set<Shape>;
  /** For each column of the table its place in the stream's rows; empty until the stream has described them. */
  places: readonly number[];
}

export function createChangeRouter(events: RouterEvents): ChangeRouter {
  const routes = new Map<number, Route>();
  const relations = new Map<number, WireRelation>();
  const messages = new Map<Shape, MessageText[]>();
  const unjudged = new Map<Shape, ShapeChange[]>();
  let xid = 0;

  const place = (route: Route): boolean => {
    const relation = relations.get(route.table.oid);
    if (relation === undefined) return false;
    const places = matchColumns(route.table, relation);
    if (places === undefined) events.broken([...route.shapes], `the table ${route.table.name} has changed`);
    else route.places = places;
    return places !== undefined;
  };

  const change = (oid: number, wireBefore: WireTuple | null, wireAfter: WireTuple | null): void => {
    const route = routes.get(oid);
    if (route === undefined || (route.places.length === 0 && !place(route))) return;
    const before = wireBefore === null ? null : arrange(wireBefore, route.places, null);
    const after = wireAfter === null ? null : arrange(wireAfter, route.places, before);
    for (const shape of candidates(route, before, after)) {
      const { where } = shape.definition;
      if (where !== undefined && where.judge === undefined) {
        listOf(unjudged, shape).push({ before, after });
        continue;
      }
      const held = (row: RowText | null) =>
        row === null || where === undefined || where.judge?.(row) === true ? row : null;
      const told = changeMessages(shape.definition, { before: held(before), after: held(after) });
      if (told.length > 0) listOf(messages, shape).push(...told);
    }
  };

  return {
    add(shape) {
      const { table, where } = shape.definition;
      const route = routes.get(table.oid) ?? newRoute(table);
      routes.set(table.oid, route);
      route.shapes.add(shape);
      if (where?.equality === undefined) route.rest.add(shape);
      else setOf(mapOf(route.byValue, where.equality.index), where.equality.value).add(shape);
    },
    remove(shape) {
      const { table, where } = shape.definition;
      const route = routes.get(table.oid);
      if (route === undefined) return;
      route.shapes.delete(shape);
      route.rest.delete(shape);
      if (where?.equality !== undefined) {
        const values = route.byValue.get(where.equality.index);
        const shapes = values?.get(where.equality.value);
        shapes?.delete(shape);
        if (shapes?.size === 0) values?.delete(where.equality.value);
      }
      messages.delete(shape);
      unjudged.delete(shape);
      if (route.shapes.size === 0) routes.delete(table.oid);
    },
    wants: (oid) => routes.has(oid),
    message(message) {
      switch (message.tag) {
        case 'begin':
          xid = message.xid;
          return;
        case 'relation': {
          relations.set(message.relation.oid, message.relation);
          const route = routes.get(message.relation.oid);
          if (route !== undefined) place(route);
          return;
        }
        case 'insert':
          return change(message.oid, null, message.after);
        case 'update':
          return change(message.oid, message.before, message.after);
        case 'delete':
          return change(message.oid, message.before, null);
        case 'truncate':
          for (const oid of message.oids)
            events.broken([...(routes.get(oid)?.shapes ?? [])], 'the table was truncated');
          return;
        case 'commit': {
          const lsn = message.commitLsn;
          for (const [shape, texts] of messages) {
            events.committed(shape, { lsn, xid, text: Buffer.from(transactionText(texts, xid, lsn)) });
          }
          for (const [shape, changes] of unjudged) events.unjudged(shape, changes, xid, lsn);
          messages.clear();
          unjudged.clear();
          return;
        }
        default:
      }
    },
    reset() {
      relations.clear();
      messages.clear();
      unjudged.clear();
      for (const route of routes.values()) route.places = [];
    },
  };
}

function newRoute(table: Table): Route {
  return { table, shapes: new Set(), byValue: new Map(), rest: new Set(), places: [] };
}

/** The shapes that may hold the row before or after. */
function candidates(route: Route, before: RowText | null, after: RowText | null): Iterable<Shape> {
  if (route.byValue.size === 0) return route.rest;
  const found = new Set(route.rest);
  for (const [index, shapes] of route.byValue) {
    for (const row of [before, after]) {
      const value = row?.[index];
      if (value !== null && value !== undefined) for (const shape of shapes.get(value) ?? []) found.add(shape);
    }
  }
  return found;
}

/** Undefined where the stream's rows are not the table as it was described, or lack their old values. */
function matchColumns(table: Table, relation: WireRelation): readonly number[] | undefined {
  if (!relation.fullIdentity) return undefined;
  const places = table.columns.map(({ name, typeOid, typeModifier, generated }) => {
    const index = relation.columns.findIndex((column) => column.name === name);
    const found = relation.columns[index];
    if (found === undefined) return generated ? ABSENT : undefined;
    return found.typeOid === typeOid && found.typeModifier === typeModifier ? index : undefined;
  });
  const known = places.filter((index) => index !== undefined);
  const streamed = known.filter((index) => index !== ABSENT).length;
  const same = relation.schema === table.schema && relation.name === table.name;
  return same && known.length === places.length && streamed === relation.columns.length ? known : undefined;
}

const ABSENT = -1;

/** A streamed row in the table's order. A large value that the change left alone is the old row's. */
function arrange(tuple: WireTuple, places: readonly number[], old: RowText | null): RowText {
  return places.map((place, index) => {
    const value = tuple[place];
    return value === undefined ? (old?.[index] ?? null) : value;
  });
}

function listOf<K, V>(map: Map<K, V[]>, key: K): V[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

function setOf<K, V>(map: Map<K, Set<V>>, key: K): Set<V> {
  const set = map.get(key) ?? new Set<V>();
  map.set(key, set);
  return set;
}

function mapOf<K, L, V>(map: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const inner = map.get(key) ?? new Map<L, V>();
  map.set(key, inner);
  return inner;
}
