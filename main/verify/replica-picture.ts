import Database from 'better-sqlite3';
import { type EntityName, entityNames } from '#shared/schema/entities.ts';
import { type Digest, digestOf } from '#shared/sync/digest.ts';
import { CannotJudge, type ReplicaFile } from './replica-file.ts';

/** A replica at one moment: what it holds, what of it the server does not have yet, and how far it has read. */
export interface ReplicaPicture {
  readonly digests: ReadonlyMap<EntityName, Digest>;
  readonly pending: number;
  readonly whole: boolean;
  readonly feed: { readonly handle: string; readonly offset: string } | undefined;
}

export function pictureOf(replica: ReplicaFile): ReplicaPicture {
  const { db, meta, rows, atOnce } = replica;
  try {
    return atOnce(() => ({
      digests: new Map(
        entityNames.map((entity) => [entity, digestOf(rows.answer({ mode: 'peek', entity, where: [] }))]),
      ),
      pending: db.prepare<[], number>('SELECT count(*) FROM journal').pluck().get() ?? 0,
      whole: meta.get('firstSync')?.complete === true,
      feed: meta.get('feed'),
    }));
  } catch (error) {
    if (error instanceof Database.SqliteError)
      throw new CannotJudge(
        `The replica is not of this release (${error.message}). Start its desk once, then ask again.`,
        { cause: error },
      );
    throw error;
  }
}
