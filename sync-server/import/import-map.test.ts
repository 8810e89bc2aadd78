import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countryCode } from './country-code.ts';
import { dayOfFields } from './day-of-fields.ts';
import { minorFromDecimal } from './decimal-amount.ts';
import { importMap } from './import-map.ts';
import { mapNamed } from './map-named.ts';
import { plain } from './maps/plain.ts';

describe('a map', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cairn-map-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('comes by name', async () => {
    expect((await mapNamed('plain')).status.words['in house']).toBe('stays');
  });

  test('may be one’s own, as JSON', async () => {
    const file = join(folder, 'mine.json');
    await writeFile(file, JSON.stringify({ ...plain, name: 'mine' }));
    expect(await mapNamed(file)).toEqual(importMap.parse({ ...plain, name: 'mine' }));
  });

  test('with a wrong word is refused, and says where', async () => {
    const file = join(folder, 'wrong.json');
    await writeFile(
      file,
      JSON.stringify({ ...plain, status: { column: 'status', words: { gone: 'vanished' } }, rooms: 1 }),
    );
    await expect(mapNamed(file)).rejects.toMatchObject({
      reason: 'map-broken',
      message: expect.stringMatching(/status\.words[\s\S]*rooms|rooms[\s\S]*status\.words/),
    });
  });

  test('that is no JSON, or not there, is refused', async () => {
    const file = join(folder, 'broken.json');
    await writeFile(file, '{');
    await expect(mapNamed(file)).rejects.toMatchObject({ reason: 'map-broken' });
    await expect(mapNamed('guesthouse')).rejects.toMatchObject({ reason: 'map-unknown' });
  });
});

describe('the small change of a map', () => {
  test('amounts become minor units, half up [P2]', () => {
    expect(['82', '82.5', '82.455', '82.454', '-6.38', '0', '-0.001'].map((text) => minorFromDecimal(text, 2))).toEqual(
      [8200, 8250, 8246, 8245, -638, 0, 0],
    );
    expect(minorFromDecimal('1200.5', 0)).toBe(1201);
    expect(['', '1,5', '1e3', 'NaN', '12345678901'].map((text) => minorFromDecimal(text, 2))).toEqual(
      Array(5).fill(undefined),
    );
  });

  test('countries become two letters, or nothing', () => {
    expect(['PRT', 'cn', 'NPL', 'XKX', '', 'GB'].map(countryCode)).toEqual(['PT', 'CN', 'NP', '', '', 'GB']);
  });

  test('days are read in their form, and only real ones', () => {
    const read = (form: 'YYYY-MM-DD' | 'DD/MM/YYYY' | 'MM/DD/YYYY' | 'DD.MM.YYYY', text: string) =>
      dayOfFields({ column: 'day', form }, () => text);
    expect(read('YYYY-MM-DD', '2026-02-28')).toBe('2026-02-28');
    expect(read('DD/MM/YYYY', '3/11/2026')).toBe('2026-11-03');
    expect(read('MM/DD/YYYY', '3/11/2026')).toBe('2026-03-11');
    expect(read('DD.MM.YYYY', '31.04.2026')).toBeUndefined();
    expect(read('YYYY-MM-DD', '28-02-2026')).toBeUndefined();
  });
});
