import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotLaunch } from './lodge-server.ts';
import { root, serverFolder } from './paths.ts';

/** Where a desk works, and who signs in there with which PIN. */
const lodgePlace = z.object({
  tenantId: z.string(),
  propertyId: z.string(),
  property: z.string(),
  people: z.array(z.object({ name: z.string(), role: z.string(), pin: z.string() })),
});
export type LodgePlace = z.infer<typeof lodgePlace>;

/** Asks the server's side for the property of that name, or for the demonstration lodge, which is made where it is missing. */
export async function lodgePlaceOf(property: string | undefined, businessDate?: string): Promise<LodgePlace> {
  const args = [
    ...(property === undefined ? [] : [`--property=${property}`]),
    ...(businessDate === undefined ? [] : [`--business-date=${businessDate}`]),
  ];
  const { code, output, errors } = await run([join(root, 'sync-server/demo/open-lodge.ts'), ...args]);
  if (code !== 0) throw new CannotLaunch(errors.trim());
  return lodgePlace.parse(JSON.parse(output));
}

/** What was said of the place at an earlier start of this desk: the desk need not wait for the server to be asked again. */
export function rememberedPlace(folder: string): LodgePlace | undefined {
  try {
    return lodgePlace.parse(JSON.parse(readFileSync(join(folder, 'place.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

export function rememberPlace(folder: string, place: LodgePlace): void {
  writeFileSync(join(folder, 'place.json'), JSON.stringify(place));
}

function run(args: readonly string[]): Promise<{ code: number | null; output: string; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CAIRN_DATA: serverFolder },
    });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output, errors }));
  });
}
