import { type Notify, serve } from '#shared/rpc/serve.ts';
import type { Wire } from '#shared/rpc/wire.ts';
import { openDesk } from '#main/store/open-desk.ts';
import { troubleLog } from './diagnostics/trouble-log.ts';
import { enrolIfNew, followServer } from './enrol-if-new.ts';
import { handlersOf } from './handlers.ts';
import { type Window, newWindow, openSessions } from './session.ts';
import type { Enrolment } from './sync/enrol.ts';
import { restartableSync } from './sync/restartable-sync.ts';
import { startSync } from './sync/start-sync.ts';

export interface ServicesOptions {
  /** This desk's own folder: replica, journal, and what belongs to them. */
  readonly dataFolder: string;
  /** Where the second copy lies, best on another disk; in the data folder where nothing is said [S7]. */
  readonly blackBox?: string | undefined;
  /** Used once, where the desk is not enrolled yet. */
  readonly enrolment?: Enrolment | undefined;
  /** Where the server is now; only a desk of this machine's own server minds it. */
  readonly server?: string | undefined;
  /** The folder of the replica's migrations, where it is not in the source tree. */
  readonly migrations?: string;
  /** This moment as an instant; the machine's clock unless a test says otherwise. */
  readonly now?: () => string;
  /** Told of bugs behind a call, with the call's name. */
  readonly onBug?: (method: string, error: unknown) => void;
}

/** A desk at work: its replica, its line to the server, and any number of windows. */
export interface Services {
  /** Joins a window: from now on its calls are answered and it is told of changes, until its wire closes. */
  join(wire: Wire): void;
  /** Lets go of the line and the replica; what was answered is durable already. */
  stop(): void;
}

/** Opens the desk. Rejects, with words for the person, where its data is in use or lost, or it is neither enrolled nor can be. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const { dataFolder, enrolment, migrations, onBug = logBug } = options;
  const now = options.now ?? (() => new Date().toISOString());
  const store = openDesk({ dataFolder, blackBox: options.blackBox, migrations, mayBeginAnew: enrolment !== undefined });
  try {
    await enrolIfNew(store, enrolment);
    if (options.server !== undefined) followServer(store, options.server);
    // The second copy says whose it is before the first command [S7].
    store.blackBox.catchUp();
  } catch (error) {
    store.close();
    throw error;
  }

  const troubles = troubleLog(now);
  const windows = new Map<Window, Notify>();
  const tellAll: Notify = (notice) => windows.forEach((notify) => notify(notice));
  const sessions = openSessions({ db: store.db, memory: store.meta, now });
  const tellSession = (window: Window) => windows.get(window)?.({ type: 'session', session: sessions.view(window) });
  const start = () =>
    startSync({
      store,
      onChange({ entities, from }) {
        tellAll({ type: 'changed', entities: [...entities], from });
        // Somebody's name, role or right to be here may have changed.
        if (entities.includes('user')) for (const window of windows.keys()) tellSession(window);
      },
      onLine: (line) => tellAll({ type: 'line', line }),
      onTrouble: troubles.note,
    });
  const sync = restartableSync(start);
  const noted = (method: string, error: unknown) => {
    troubles.note(method, String(error));
    onBug(method, error);
  };
  const handlers = handlersOf({ store, sessions, sync, troubles, now, tellSession });

  return {
    join(wire) {
      const window = newWindow();
      windows.set(window, serve(wire, handlers, { caller: window, admit: sessions.admit, onBug: noted }));
      wire.onClose(() => windows.delete(window));
    },
    stop() {
      sync.stop();
      windows.clear();
      store.close();
    },
  };
}

function logBug(method: string, error: unknown): void {
  process.stderr.write(`${JSON.stringify({ level: 'error', method, error: String(error), stack: stackOf(error) })}\n`);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : '';
}
