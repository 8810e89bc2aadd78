import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { importProperty } from '#sync-server/import/import-property.ts';
import { builtInMaps } from '#sync-server/import/map-named.ts';
import { root } from '#main/launch/paths.ts';
import type { Figure, Skipped } from './figure.ts';
import type { Ground } from './ground.ts';

const file = join(root, '../shared/data/resort-hotel-bookings.csv.gz');
/** Rows that one booking of the export becomes: guest, booking, stay, occupancy, folio. */
const rowsPerStay = 5;
const rowsPerStatement = 2000;

/** The real hotel's export into a new property of the running server, reading and writing together. */
export async function importRows(ground: Ground): Promise<Figure[] | Skipped> {
  if (!existsSync(file)) return { part: 'import', why: 'the bookings of the real hotel are not beside the project' };
  const map = builtInMaps['hotel-demand'];
  if (map === undefined) throw new Error('the map of the export is gone');
  const { databaseUrl } = await ground.server();
  const outcome = await importProperty({
    database: databaseUrl,
    tenantId: ground.lodge.tenantId,
    file,
    map,
    businessDate: '2016-08-15',
    quarantineFile: join(ground.folder, 'quarantine.csv'),
  });
  if (!outcome.ok) throw new Error(`the import failed: ${outcome.message}`);
  const { summary } = outcome;
  const bareRows = await bareInserts(databaseUrl, summary.taken * rowsPerStay);
  return [
    {
      part: 'import',
      name: 'import of another system’s export',
      value: summary.rowsPerSecond,
      unit: 'rows/s',
      bound: {
        value: bareRows / rowsPerStay,
        what: `bare multi-row inserts into Postgres, ${rowsPerStay} rows for each of the file`,
      },
      note: `${summary.taken.toLocaleString('en')} rows taken, ${summary.quarantined} in quarantine; read ${summary.readSeconds.toFixed(1)} s, written ${summary.writeSeconds.toFixed(1)} s`,
    },
  ];
}

/** Rows a second of inserting as many rows of like size into a table without indexes, rules or mirror. */
async function bareInserts(url: string, rows: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CREATE TABLE bench_import (id uuid, number bigint, day date, body text)');
    const began = performance.now();
    for (let done = 0; done < rows; done += rowsPerStatement) {
      const numbers = Array.from({ length: Math.min(rowsPerStatement, rows - done) }, (_, index) => done + index);
      await client.query(
        `INSERT INTO bench_import SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::date[], $4::text[])`,
        [
          numbers.map((number) => `01990000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`),
          numbers,
          numbers.map(() => '2016-08-15'),
          numbers.map(() => 'x'.repeat(200)),
        ],
      );
    }
    return rows / ((performance.now() - began) / 1000);
  } finally {
    await client.query('DROP TABLE IF EXISTS bench_import');
    await client.end();
  }
}
