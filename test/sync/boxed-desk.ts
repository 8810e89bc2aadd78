import type { Actor } from '#shared/commands/context.ts';
import { enrol } from '#main/services/sync/enrol.ts';
import { type DeskFolders, openDesk } from '#main/store/open-desk.ts';
import { type AProperty, type LiveDesk, liveDesk, until } from './a-property.ts';

/** A code from the server's administrator: for a new desk, or for one that there is. */
export async function codeFor({ server, place }: AProperty, desk?: string): Promise<string> {
  const asked = await fetch(new URL('/v1/admin/enrolment-codes', server.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...place, ...(desk === undefined ? {} : { desk }) }),
  });
  const { code } = (await asked.json()) as { code: string }; // the server's answer to the administrator
  return code;
}

/** Enrols a desk with a black box in a folder of its own and starts its sync. */
export async function boxedDesk(property: AProperty, name: string, folders: DeskFolders): Promise<LiveDesk> {
  const store = openDesk({ ...folders, mayBeginAnew: true });
  const enrolled = await enrol(store, { server: property.server.url, code: await codeFor(property), name });
  if (!enrolled.ok) throw new Error(enrolled.message);
  store.blackBox.catchUp();
  const desk = liveDesk(store, property.receptionist);
  await isUp(desk);
  return desk;
}

/** Opens a desk that is enrolled and starts its sync. */
export function startedAgain(folders: DeskFolders, actor: Actor): LiveDesk {
  return liveDesk(openDesk(folders), actor);
}

/** Waits until the first sync is complete and the line is online. */
export async function isUp({ sync }: LiveDesk): Promise<void> {
  await until(() => sync.status().firstSync.complete && sync.line().state === 'online');
}
