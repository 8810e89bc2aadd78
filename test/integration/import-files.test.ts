import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importMap } from '#sync-server/import/import-map.ts';
import { type ImportOutcome, importProperty } from '#sync-server/import/import-property.ts';
import { mapNamed } from '#sync-server/import/map-named.ts';
import { migrate } from '#sync-server/store/migrate.ts';
import { type TestPostgres, startTestPostgres } from '#test/support/postgres.ts';
import { unsealing } from '#test/support/unsealed.ts';

const tenantId = '01990000-0000-7000-8000-000000000001';
const businessDate = '2026-11-20';
const header = 'arrival,departure,guest,phone,room_type,room,adults,children,rate,status';
const good = '2026-11-18,2026-11-20,Kari Olsen,,Twin,101,2,0,8280,departed';

describe('files to import', () => {
  let postgres: TestPostgres;
  let folder: string;
  let database: string;
  let owner: pg.Client;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    folder = await mkdtemp(join(tmpdir(), 'cairn-import-'));
    database = await postgres.createDatabase('files');
    await migrate(database);
    owner = new pg.Client({ connectionString: database });
    await owner.connect();
  }, 120_000);

  afterAll(async () => {
    await owner.end();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Imports a file of this content with the plain map. */
  async function importing(name: string, content: string | Uint8Array, map = 'plain'): Promise<ImportOutcome> {
    const file = join(folder, name);
    await writeFile(file, content);
    const quarantineFile = join(folder, `${name}.quarantine.csv`);
    const order = {
      database,
      tenantId,
      file,
      map: await mapNamed(map),
      propertyName: name,
      businessDate,
      quarantineFile,
    };
    return importProperty(order);
  }

  async function fencedIn(language: string): Promise<string> {
    const page = await readFile(join(import.meta.dirname, '../../docs/import.md'), 'utf8');
    const found = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1];
    if (found === undefined) throw new Error(`docs/import.md has no ${language} example`);
    return found;
  }

  test('the example of docs/import.md comes to what the page says', async () => {
    const outcome = await importing('example.csv', await fencedIn('csv'));
    expect(outcome).toMatchObject({
      ok: true,
      summary: { rows: 7, taken: 6, quarantined: 1, fresh: 6, dayUses: 1, rooms: 3 },
    });
    const { rows } = await owner.query({
      text: `SELECT g.name, s.status, r.number, b.total::int, b.paid::int, s.day_use FROM stay s JOIN booking b ON b.id = s.booking_id
        JOIN guest g ON g.id = s.guest_id JOIN occupancy o ON o.stay_id = s.id LEFT JOIN room r ON r.id = o.room_id
        WHERE s.property_id = (SELECT id FROM property WHERE name = 'example.csv') ORDER BY b.number`,
      rowMode: 'array',
    });
    const read = await unsealing(owner);
    expect(rows.map(([name, ...rest]) => [read(name), ...rest])).toEqual([
      ['Kari Olsen', 'CHECKED_IN', '101', 1_656_000, 0, false],
      ['Miguel Costa', 'CHECKED_IN', '102', 3_312_200, 0, false],
      ['Anton Petrov', 'CONFIRMED', '101', 1_656_000, 0, false],
      ['Yuki Sato', 'CONFIRMED', '201', 300_000, 0, true],
      ['Clara Vogel', 'CANCELLED', null, 2_730_000, 0, false],
      ['Felix Haas', 'NO_SHOW', null, 1_820_000, 0, false],
    ]);
    const quarantine = await readFile(join(folder, 'example.csv.quarantine.csv'), 'utf8');
    expect(quarantine.split('\n')[1]).toBe(
      '8,"leaves on 2026-11-21, before it arrives on 2026-11-22; nobody stays: no adults and no children","2026-11-22,2026-11-21,Nobody Knows,,Double,,0,0,9100,confirmed"',
    );
  });

  test('the map of docs/import.md is one', async () => {
    expect(importMap.parse(JSON.parse(await fencedIn('json'))).name).toBe('our-old-system');
  });

  test('line numbers are the file’s, across quoted line ends, blank lines and CRLF', async () => {
    const lines = [
      header,
      '2026-11-18,2026-11-20,"Kari',
      'Olsen",,Twin,101,2,0,8280,departed',
      '',
      `${good},more`,
      good.replace('8280', '-1'),
    ];
    const outcome = await importing('lines.csv', `\uFEFF${lines.join('\r\n')}\r\n`);
    expect(outcome).toMatchObject({ ok: true, summary: { rows: 3, taken: 1, quarantined: 2 } });
    const quarantine = await readFile(join(folder, 'lines.csv.quarantine.csv'), 'utf8');
    expect(
      quarantine
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
    ).toEqual(['5', '6']);
    expect(quarantine).toContain('has 11 fields, the header has 10');
  });

  test('names with other scripts, quotes and formulas come through as they are', async () => {
    const names = [
      'सबिना गुरुङ',
      "O'Connell; DROP TABLE booking;--",
      '=HYPERLINK(1)',
      '"Åse ""the"" Berg, Dr"',
      '{null}',
      '\\N',
    ];
    const rows = names.map((name) => good.replace('Kari Olsen', name).replace('101', ''));
    expect(await importing('names.csv', [header, ...rows].join('\n'))).toMatchObject({
      ok: true,
      summary: { taken: 6 },
    });
    const { rows: found } = await owner.query({
      text: "SELECT name FROM guest WHERE property_id = (SELECT id FROM property WHERE name = 'names.csv')",
      rowMode: 'array',
    });
    const expected = [
      'सबिना गुरुङ',
      "O'Connell; DROP TABLE booking;--",
      '=HYPERLINK(1)',
      'Åse "the" Berg, Dr',
      '{null}',
      '\\N',
    ];
    expect(
      found
        .flat()
        .map(await unsealing(owner))
        .toSorted(),
    ).toEqual(expected.toSorted());
  });

  const latin1 = Buffer.concat([Buffer.from(`${header}\n`), Buffer.from(good.replace('Kari', 'Kåri'), 'latin1')]);
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${header}\n${good}\n`, 'utf16le')]);
  test.each<[string, string | Uint8Array, string, string]>([
    ['empty.csv', '', 'no-rows', 'the file is empty'],
    ['header-only.csv', `${header}\n`, 'no-rows', 'a header and no rows'],
    ['other-columns.csv', 'von,bis,Gast\n1,2,3\n', 'wrong-columns', 'needs arrival, departure, guest'],
    ['column-twice.csv', `${header},guest\n${good},x\n`, 'wrong-columns', 'the column "guest" is there twice'],
    ['semicolons.csv', `${header}\n${good}\n`.replaceAll(',', ';'), 'wrong-columns', 'the file has arrival;departure'],
    ['open-quote.csv', `${header}\n${good}\n${good.replace('Kari', '"Kari')}\n${good}\n`, 'broken-csv', 'line 3'],
    ['quote-inside.csv', `${header}\n${good}\n${good.replace('Kari', 'Ka"ri')}\n`, 'broken-csv', 'line 3'],
    ['huge-line.csv', `${header}\n${good}\n"${'x'.repeat(400_000)}\n`, 'line-too-long', 'line 3'],
    ['latin1.csv', latin1, 'not-utf8', 'save it as UTF-8'],
    ['utf16.csv', utf16, 'not-utf8', 'UTF-16'],
    ['no-gzip.csv.gz', `${header}\n${good}\n`, 'file-unreadable', 'incorrect header check'],
    [
      'cut-short.csv.gz',
      gzipSync(`${header}\n${`${good}\n`.repeat(500)}`).subarray(0, 60),
      'file-unreadable',
      'unexpected end of file',
    ],
    ['all-bad.csv', `${header}\n${good.replace('8280', 'free')}\n`, 'no-rows', 'none of the 1 rows can be taken'],
  ])('%s is refused with a clear word, and leaves nothing', async (name, content, reason, words) => {
    const outcome = await importing(name, content);
    expect(outcome).toMatchObject({ ok: false, reason, message: expect.stringContaining(words) });
    expect((await owner.query('SELECT 1 FROM property WHERE name = $1', [name])).rowCount).toBe(0);
  });

  test('a file that is not there, and a folder, are refused', async () => {
    const order = { database, tenantId, map: await mapNamed('plain'), quarantineFile: join(folder, 'q.csv') };
    for (const file of [join(folder, 'absent.csv'), folder]) {
      expect(await importProperty({ ...order, file })).toMatchObject({ ok: false, reason: 'file-unreadable' });
    }
  });

  test('a business date that is none, and a name that another property has, are refused', async () => {
    const file = join(folder, 'named.csv');
    await writeFile(file, `${header}\n${good}\n`);
    const order = {
      database,
      tenantId,
      file,
      map: await mapNamed('plain'),
      quarantineFile: join(folder, 'q.csv'),
      propertyName: 'Named',
    };
    expect(await importProperty({ ...order, businessDate: '2026-02-30' })).toMatchObject({
      ok: false,
      reason: 'wrong-option',
    });
    expect(await importProperty({ ...order, businessDate })).toMatchObject({ ok: true });
    expect(await importProperty({ ...order, businessDate: '2026-11-21' })).toMatchObject({
      ok: false,
      reason: 'name-taken',
    });
  });

  test('exact repeats are each taken; a seller’s reference only once [B5]', async () => {
    const map = { ...(await mapNamed('plain')), reference: 'phone' };
    const file = join(folder, 'repeats.csv');
    await writeFile(
      file,
      [header, good, good, good, good.replace(',,', ',V-1,'), good.replace(',,', ',V-1,')].join('\n'),
    );
    const order = {
      database,
      tenantId,
      file,
      map,
      businessDate,
      propertyName: 'Repeats',
      quarantineFile: join(folder, 'repeats.q.csv'),
    };
    expect(await importProperty(order)).toMatchObject({
      ok: true,
      summary: { taken: 4, quarantined: 1, fresh: 4, rooms: 4 },
    });
    expect(await importProperty(order)).toMatchObject({
      ok: true,
      summary: { taken: 4, quarantined: 1, fresh: 0, known: 4 },
    });
    expect(await readFile(join(folder, 'repeats.q.csv'), 'utf8')).toContain(
      '6,"the reference was used before, on line 5"',
    );
  });
});
