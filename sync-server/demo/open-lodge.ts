import { parseArgs } from 'node:util';
import pg from 'pg';
import { instantAt } from '#shared/kernel/dates.ts';
import { configFrom } from '#sync-server/config.ts';
import { readServerFile } from '#sync-server/server-file.ts';
import { openPool } from '#sync-server/store/pool.ts';
import { houseTenantId } from './house-tenant.ts';
import { lodge } from './lodge-rooms.ts';
import { seedDemoLodge } from './seed-demo-lodge.ts';
import { staff } from './staff.ts';

/*
 * `node sync-server/demo/open-lodge.ts [--property NAME] [--business-date DAY]`, beside a running server: says at which
 * property a desk works, and who signs in there, as one line of JSON. Without a name it is the demonstration lodge, made
 * where it is missing; with one, the property of that name, prefix or id.
 */

interface PropertyRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { property: { type: 'string' }, 'business-date': { type: 'string' } } });
  const file = await readServerFile(configFrom(process.env).dataFolder);
  if (file === undefined) throw new Error('no server has run here yet');
  const propertyId =
    values.property === undefined ? await demoLodge(file.databaseUrl, values['business-date']) : undefined;
  const properties = await allProperties(file.databaseUrl);
  const wanted = values.property?.toLowerCase() ?? '';
  const found =
    propertyId === undefined
      ? (properties.find((row) => namesOf(row).includes(wanted)) ??
        properties.find((row) => row.name.toLowerCase().includes(wanted)))
      : properties.find((row) => row.id === propertyId);
  if (found === undefined) {
    const known = properties.map((row) => row.name).join(', ');
    throw new Error(`no property is called "${values.property}"; there is: ${known || 'none'}`);
  }
  const people = staff.map(({ name, role, pin }) => ({ name, role, pin }));
  const answer = { tenantId: found.tenant_id, propertyId: found.id, property: found.name, people };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function demoLodge(databaseUrl: string, businessDate: string | undefined): Promise<string> {
  const pool = openPool(databaseUrl, 4);
  const now = () =>
    businessDate === undefined ? new Date().toISOString() : instantAt(businessDate, '11:06', lodge.zone);
  try {
    return (await seedDemoLodge({ pool, now }, houseTenantId)).propertyId;
  } finally {
    await pool.end();
  }
}

/** Every tenant's: whoever reads the server's own file is its administrator. */
async function allProperties(databaseUrl: string): Promise<PropertyRow[]> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<PropertyRow>(
      'SELECT tenant_id, id, name, prefix FROM property ORDER BY name, id',
    );
    return rows;
  } finally {
    await owner.end();
  }
}

function namesOf({ id, name, prefix }: PropertyRow): string[] {
  return [id, name, prefix].map((text) => text.toLowerCase());
}

await run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
