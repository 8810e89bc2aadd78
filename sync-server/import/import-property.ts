import { join } from 'node:path';
import type pg from 'pg';
import { type PlainDate, isPlainDate } from '#shared/kernel/dates.ts';
import { deriveId } from '#shared/kernel/ids.ts';
import type { StayStatus } from '#shared/schema/words.ts';
import { openPool } from '#sync-server/store/pool.ts';
import { openTenant } from '#sync-server/store/tenants.ts';
import { staff, userOf } from '#sync-server/demo/staff.ts';
import type { ImportMap } from './import-map.ts';
import { ImportFault, type ImportFaultReason } from './import-fault.ts';
import { importLock, isImported, refuseTakenName } from './import-lock.ts';
import { type ImportPlan, dayAfterAll, planImport } from './plan.ts';
import { importedProperty, propertyRow } from './property-rows.ts';
import { writeQuarantine } from './quarantine-file.ts';
import { type ImportFileRead, readImportFile } from './read-file.ts';
import { writeHouse, writeStays } from './write-plan.ts';

/** What an import is asked to do. */
export interface ImportOrder {
  /** A pool of the server's own kind, or where to open one; the database has its tables already. */
  readonly database: pg.Pool | string;
  readonly tenantId: string;
  readonly file: string;
  readonly map: ImportMap;
  /** The map's own where it is left out. */
  readonly propertyName?: string;
  /** The day after the last departure where it is left out. */
  readonly businessDate?: PlainDate;
  readonly quarantineFile: string;
  /** Refuses to begin anew: only goes on with an import that was cancelled. */
  readonly resumeOnly?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** Rows done of those there are; while the file is read, nobody knows how many there are. */
export interface ImportProgress {
  readonly phase: 'reading' | 'writing';
  readonly done: number;
  readonly of: number | null;
}

/** What an import came to; rows = taken + quarantined, always. */
export interface ImportSummary {
  readonly propertyId: string;
  readonly propertyName: string;
  readonly businessDate: PlainDate;
  readonly rows: number;
  readonly taken: number;
  readonly quarantined: number;
  readonly quarantineFile: string | null;
  /** Of those taken: written now, there already, and left for the next run after a cancel. */
  readonly fresh: number;
  readonly known: number;
  readonly left: number;
  readonly byStatus: Readonly<Record<StayStatus, number>>;
  readonly roomTypes: number;
  readonly rooms: number;
  readonly dayUses: number;
  readonly readSeconds: number;
  readonly writeSeconds: number;
  /** Of the whole file, reading and writing together. */
  readonly rowsPerSecond: number;
}

export type ImportOutcome =
  | { readonly ok: true; readonly summary: ImportSummary }
  | {
      readonly ok: false;
      readonly reason: ImportFaultReason | 'cancelled';
      readonly message: string;
      readonly line: number | null;
    };

/**
 * Loads another system's export into a new property. Ids derive from the property and each row's content, so that the same
 * import again writes nothing, and one that was cancelled goes on. The file is read whole before the first row is written:
 * one that is refused leaves nothing behind. The property itself is named by its name, file, map and business date.
 */
export async function importProperty(order: ImportOrder): Promise<ImportOutcome> {
  const pool = typeof order.database === 'string' ? openPool(order.database, 4) : order.database;
  try {
    return { ok: true, summary: await run(order, pool) };
  } catch (problem) {
    if (problem instanceof ImportFault)
      return { ok: false, reason: problem.reason, message: problem.message, line: problem.line };
    if (order.signal?.aborted)
      return {
        ok: false,
        reason: 'cancelled',
        message: 'cancelled while the file was read; nothing was written',
        line: null,
      };
    throw problem;
  } finally {
    if (typeof order.database === 'string') await pool.end();
  }
}

async function run(order: ImportOrder, pool: pg.Pool): Promise<ImportSummary> {
  const began = performance.now();
  const read = await readImportFile(order.file, order.map, {
    ...(order.signal === undefined ? {} : { signal: order.signal }),
    onRows: (done) => order.onProgress?.({ phase: 'reading', done, of: null }),
  });
  if (read.rows !== read.stays.length + read.quarantined.length) throw new Error('a row was lost in reading');
  const quarantineFile = await writeQuarantine(order.quarantineFile, read.quarantined);
  if (read.stays.length === 0) {
    throw new ImportFault('no-rows', `none of the ${read.rows} rows can be taken; ${quarantineFile ?? ''} says why`);
  }
  const plan = planImport(order.map, read.stays, businessDateOf(order, read));
  const readAt = performance.now();
  const propertyName = order.propertyName ?? order.map.property.name;
  const propertyId = propertyIdOf(order.tenantId, propertyName, order.map.name, plan.businessDate, read.fingerprint);
  const place = { tenantId: order.tenantId, propertyId };
  const property = importedProperty(order.tenantId, propertyId, order.map, new Date().toISOString());
  const written = await importLock(pool, propertyId, async () => {
    await refuseTakenName(pool, place, propertyName);
    await openTenant(pool, place, propertyName, property.base.createdAt);
    if (order.resumeOnly && !(await isImported(pool, place))) {
      throw new ImportFault(
        'nothing-to-resume',
        `no import of this file into "${propertyName}" has begun; leave out --resume`,
      );
    }
    const users = await Promise.all(
      staff.map(async (member) => ({
        ...property.base,
        id: deriveId(propertyId, `user/${member.role}`),
        ...(await userOf(member)),
      })),
    );
    await writeHouse(pool, place, property, plan, {
      property: propertyRow(property, order.map, propertyName, plan),
      users,
    });
    return writeStays(pool, place, property, plan, {
      ...(order.signal === undefined ? {} : { signal: order.signal }),
      onWritten: ({ fresh, known }) =>
        order.onProgress?.({ phase: 'writing', done: fresh + known, of: plan.stays.length }),
    });
  });
  const ended = performance.now();
  return {
    propertyId,
    propertyName,
    businessDate: plan.businessDate,
    rows: read.rows,
    taken: read.stays.length,
    quarantined: read.quarantined.length,
    quarantineFile,
    ...written,
    left: read.stays.length - written.fresh - written.known,
    ...countsOf(plan),
    readSeconds: (readAt - began) / 1000,
    writeSeconds: (ended - readAt) / 1000,
    rowsPerSecond: Math.round((written.fresh + written.known + read.quarantined.length) / ((ended - began) / 1000)),
  };
}

function businessDateOf(order: ImportOrder, read: ImportFileRead): PlainDate {
  const { businessDate } = order;
  if (businessDate === undefined) return dayAfterAll(read.stays);
  if (!isPlainDate(businessDate))
    throw new ImportFault('wrong-option', `the business date "${businessDate}" is no day, YYYY-MM-DD`);
  return businessDate;
}

/** The id that the same import has on every run. */
export function propertyIdOf(
  tenantId: string,
  name: string,
  map: string,
  businessDate: PlainDate,
  fingerprint: string,
): string {
  return deriveId(tenantId, `import/${JSON.stringify([name, map, businessDate, fingerprint])}`);
}

/** Where the rows go that were not taken, when nobody says: beside the server's data. */
export function quarantineFileOf(folder: string, file: string): string {
  const name = file.split(/[/\\]/).at(-1) ?? 'import';
  return join(folder, `${name.replace(/\.csv(?:\.gz)?$/i, '')}.quarantine.csv`);
}

function countsOf(plan: ImportPlan): Pick<ImportSummary, 'byStatus' | 'roomTypes' | 'rooms' | 'dayUses'> {
  const byStatus: Record<StayStatus, number> = {
    HELD: 0,
    CONFIRMED: 0,
    CHECKED_IN: 0,
    CHECKED_OUT: 0,
    NO_SHOW: 0,
    CANCELLED: 0,
    EXPIRED: 0,
  };
  for (const { status } of plan.stays) byStatus[status] += 1;
  return {
    byStatus,
    roomTypes: plan.types.length,
    rooms: plan.types.reduce((sum, type) => sum + type.rooms.length, 0),
    dayUses: plan.stays.filter(({ stay }) => stay.arrival === stay.departure).length,
  };
}
