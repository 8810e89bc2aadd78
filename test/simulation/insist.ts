import { DatabaseUnavailable } from '#sync-server/store/transaction.ts';
import type { TheServer } from './the-server.ts';

/** Work at the server itself; undefined where the connection broke over it, or the process died. What is a bug is thrown on. */
export async function insist<T>(server: TheServer, work: () => Promise<T>): Promise<T | undefined> {
  if (!server.up) return undefined;
  try {
    return await work();
  } catch (error) {
    if (await server.buryDead()) return undefined;
    // Another request of the same moment took it along.
    if (!server.up) return undefined;
    if (!(error instanceof DatabaseUnavailable)) throw error;
    return undefined;
  }
}
