import { randomBytes } from 'node:crypto';
import { eventOf } from '#sync-server/demo/event-of.ts';
import { lodge } from '#sync-server/demo/lodge-rooms.ts';
import { staff, userOf } from '#sync-server/demo/staff.ts';
import { configFrom } from '#sync-server/config.ts';
import { executeAsServer, systemActor } from '#sync-server/engine/execute-as-server.ts';
import { readServerFile } from '#sync-server/server-file.ts';
import { openPool } from '#sync-server/store/pool.ts';
import { openTenant } from '#sync-server/store/tenants.ts';
import { dayIn } from '#shared/kernel/dates.ts';
import { deriveId } from '#shared/kernel/ids.ts';

/* A house with people and no room yet, beside a running server; says where it is as one line of JSON. */

const file = await readServerFile(configFrom(process.env).dataFolder);
if (file === undefined) throw new Error('no server has run here');
const pool = openPool(file.databaseUrl, 2);
const side = { pool, now: () => new Date().toISOString() };
const tenantId = deriveId('01990000-0000-7000-8000-00000000e2e0', randomBytes(8).toString('hex'));
const place = { tenantId, propertyId: deriveId(tenantId, 'empty') };

async function run(name: string, draft: unknown) {
  const outcome = await executeAsServer(side, place, { name, draft, actor: systemActor });
  if (!outcome.ok) throw new Error(`${name} was refused: ${outcome.reason} ${JSON.stringify(outcome.detail)}`);
  return outcome.value.events;
}

await openTenant(pool, place, 'Empty House', side.now());
const house = { ...lodge, name: 'Empty House', prefix: 'EMP', businessDate: dayIn(lodge.zone, side.now()) };
eventOf(await run('openProperty', house), 'PropertyOpened');
for (const member of staff) {
  const { active: _active, ...user } = await userOf(member);
  await run('addUser', user);
}
await pool.end();
process.stdout.write(`${JSON.stringify(place)}\n`);
