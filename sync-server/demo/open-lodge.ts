import { parseArgs } from 'node:util';
import type pg from 'pg';
import { dayIn, instantAt, isPlainDate } from '#shared/kernel/dates.ts';
import { configFrom } from '#sync-server/config.ts';
import { type ServerSide, executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import { readServerFile } from '#sync-server/server-file.ts';
import { openPool } from '#sync-server/store/pool.ts';
import { inTransaction } from '#sync-server/store/transaction.ts';
import { houseTenantId } from './house-tenant.ts';
import { lodge } from './lodge-rooms.ts';
import { seedDemoLodge } from './seed-demo-lodge.ts';
import { staff } from './staff.ts';

/*
 * For the launcher: finds the property of a name, or makes the demonstration lodge, and says as JSON where it is and who signs in.
 * Works on the database of the server that runs on the data folder.
 */

/** A wish that cannot be granted; the message is for the person. */
class CannotOpen extends Error {}

interface FoundProperty {
  readonly id: string;
  readonly name: string;
  readonly businessDate: string;
}

async function openLodge(side: ServerSide, name: string | undefined, businessDate: string | undefined) {
  if (businessDate !== undefined && !isPlainDate(businessDate)) throw new CannotOpen(`${businessDate} is no day`);
  const property = name === undefined ? await demonstration(side, businessDate) : await propertyNamed(side.pool, name);
  // The demonstration goes with the calendar; another property's day is moved by its people, or by this option.
  const day = businessDate ?? (name === undefined ? dayIn(lodge.zone, side.now()) : undefined);
  if (day !== undefined && day > property.businessDate) await rollTo(side, property, day);
  else if (businessDate !== undefined && businessDate < property.businessDate)
    throw new CannotOpen(
      `${property.name} is at ${property.businessDate}; its business date does not go back to ${businessDate}`,
    );
  const people = staff.map((member) => ({ name: member.name, role: member.role, pin: member.pin }));
  return { tenantId: houseTenantId, propertyId: property.id, property: property.name, people };
}

async function demonstration(side: ServerSide, businessDate: string | undefined): Promise<FoundProperty> {
  const now = businessDate === undefined ? side.now : () => instantAt(businessDate, '11:00', lodge.zone);
  const { propertyId } = await seedDemoLodge({ ...side, now }, houseTenantId);
  return propertyNamed(side.pool, propertyId);
}

/** By name, or by id. */
async function propertyNamed(pool: pg.Pool, name: string): Promise<FoundProperty> {
  const place = { tenantId: houseTenantId, propertyId: houseTenantId };
  const [found] = await inTransaction(pool, place, (tx) =>
    tx.run('SELECT id, name, business_date AS "businessDate" FROM property ORDER BY name'),
  );
  const properties = (found?.rows ?? []) as FoundProperty[]; // the select names the fields
  const property = properties.find((known) => known.name === name || known.id === name);
  if (property !== undefined) return property;
  const names = properties.map((known) => known.name).join(', ') || 'none';
  throw new CannotOpen(`There is no property "${name}" on this server; there are: ${names}`);
}

async function rollTo(side: ServerSide, property: FoundProperty, businessDate: string): Promise<void> {
  const place = { tenantId: houseTenantId, propertyId: property.id };
  const outcome = await executeAsServer(side, place, { name: 'rollDay', draft: { businessDate }, actor: systemActor });
  if (!outcome.ok) throw new CannotOpen(`${property.name} cannot go to ${businessDate}: ${outcome.reason}`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { property: { type: 'string' }, 'business-date': { type: 'string' } } });
  const config = configFrom(process.env);
  const databaseUrl = config.databaseUrl ?? (await readServerFile(config.dataFolder))?.databaseUrl;
  if (databaseUrl === undefined) {
    process.stderr.write(`No server has run on ${config.dataFolder} yet.\n`);
    return 1;
  }
  const pool = openPool(databaseUrl, 2);
  try {
    const place = await openLodge(
      { pool, now: () => new Date().toISOString() },
      values.property,
      values['business-date'],
    );
    process.stdout.write(`${JSON.stringify(place)}\n`);
    return 0;
  } catch (problem) {
    if (!(problem instanceof CannotOpen)) throw problem;
    process.stderr.write(`${problem.message}\n`);
    return 1;
  } finally {
    await pool.end();
  }
}

process.exitCode = await main();
