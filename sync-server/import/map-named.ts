import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type ImportMap, importMap } from './import-map.ts';
import { ImportFault } from './import-fault.ts';
import { hotelDemand } from './maps/hotel-demand.ts';
import { plain } from './maps/plain.ts';

/** The maps that come with the product, by name. */
export const builtInMaps: Readonly<Record<string, ImportMap>> = Object.fromEntries(
  [hotelDemand, plain].map((map) => [map.name, importMap.parse(map)]),
);

/** A map by its name, or from a JSON file of one's own. Throws an {@link ImportFault} that says what is wrong in it. */
export async function mapNamed(nameOrFile: string): Promise<ImportMap> {
  const builtIn = builtInMaps[nameOrFile];
  if (builtIn !== undefined) return builtIn;
  if (!nameOrFile.endsWith('.json')) {
    const known = Object.keys(builtInMaps).join(', ');
    throw new ImportFault(
      'map-unknown',
      `there is no map "${nameOrFile}"; there are ${known}, or a .json file of your own`,
    );
  }
  const parsed = importMap.safeParse(await readJson(nameOrFile));
  if (parsed.success) return parsed.data;
  throw new ImportFault('map-broken', `${nameOrFile} is not a map:\n${z.prettifyError(parsed.error)}`);
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (problem) {
    throw new ImportFault('map-broken', `${file} cannot be read as JSON: ${String(problem)}`);
  }
}
