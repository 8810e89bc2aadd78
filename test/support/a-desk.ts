import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandAnswer } from '#shared/rpc/answer-views.ts';
import type { EventOf, EventType } from '#shared/commands/events.ts';
import { type EntityName, type Row, entityNames } from '#shared/schema/entities.ts';
import { type Identity } from '#main/store/meta.ts';
import { type Store, openStore } from '#main/store/open-store.ts';
import { makeKeys } from '#main/services/sync/desk-keys.ts';
import type { PaperLodge } from './paper-lodge.ts';

/** A desk on a real SQLite file of its own, holding the rows of a lodge on paper. */
export interface ADesk {
  readonly store: Store;
  readonly self: Identity;
  /** The rows of an entity, by id. */
  all<E extends EntityName>(entity: E): Row<E>[];
  /** Every business row as it stands, for comparisons. */
  rows(): Map<string, Row<EntityName>>;
  close(): void;
}

export function aDesk(lodge: PaperLodge, code = 'A', epoch = 1): ADesk {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-desk-'));
  const store = openStore({ file: join(folder, 'replica.sqlite') });
  const self = enrolOnPaper(store, lodge, code, epoch);
  return {
    store,
    self,
    all: (entity) => allOf(store, entity),
    rows: () =>
      new Map(
        entityNames.flatMap((entity) => allOf(store, entity).map((row) => [`${entity}/${row.id}`, row] as const)),
      ),
    close() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes a new store a desk of a lodge on paper, with its rows. */
export function enrolOnPaper(store: Store, lodge: PaperLodge, code = 'A', epoch = 1): Identity {
  const property = lodge.all('property')[0];
  if (property === undefined) throw new Error('the lodge is not open');
  const { tenantId, id: propertyId } = property;
  const place = { server: 'http://127.0.0.1:9', tenantId, propertyId };
  const self: Identity = { ...place, token: 't', deskId: propertyId, desk: code, name: code, epoch, ...makeKeys() };
  store.transaction(() => {
    store.meta.set('identity', self);
    store.meta.set('firstSync', { rows: 0, complete: true });
    store.place(
      [...lodge.rows].flatMap(([entity, table]) => [...table.values()].map((row) => ({ entity, id: row.id, row }))),
    );
  });
  return self;
}

/** The rows of an entity as a store has them, by id. */
export function allOf<E extends EntityName>(store: Pick<Store, 'answer'>, entity: E): Row<E>[] {
  return store.answer({ mode: 'peek', entity, where: [] }) as unknown as Row<E>[]; // the answer to a need of that entity
}

/** The event of a type among a command's; throws where it was refused or is not there. */
export function eventIn<T extends EventType>(answer: CommandAnswer, type: T): EventOf<T> {
  if (!answer.ok) throw new Error(`refused: ${answer.reason} ${JSON.stringify(answer.detail)}`);
  const found = answer.events.find((event) => event.type === type);
  if (found === undefined) throw new Error(`no ${type} among ${answer.events.map((event) => event.type).join(', ')}`);
  // The answer's events are the command's own, by their types.
  return found as unknown as EventOf<T>;
}
