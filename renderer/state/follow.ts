import { call, onNotice, useConnection } from './connection.ts';
import { takeLine } from './line.ts';
import { readServerClock } from './server-clock.ts';
import { isOpen, readSession, takeSession, useSession } from './session.ts';
import { refetch, revalidate, revalidateAll, viewKey } from './view-store.ts';

/** So often the server's time is asked for anew: clocks drift, and no notice tells. */
const CLOCK_MS = 30_000;

/** Joins what the services tell to what the screens show. Call once, at the start; returns the way to stop. */
export function followServices(): () => void {
  const leaveNotices = onNotice((notice) => {
    switch (notice.type) {
      case 'changed':
        revalidate(notice.entities);
        if (notice.entities.includes('user')) void readSession().catch(ignoreClosed);
        return;
      case 'line':
        takeLine(notice.line);
        refetch(viewKey('sync.get', {}));
        void readServerClock();
        return;
      case 'session':
        takeSession(notice.session);
    }
  });
  const leaveConnection = useConnection.subscribe((now, before) => {
    if (now.status === 'open' && now.generation !== before.generation) void greet();
  });
  const leaveSession = useSession.subscribe((now, before) => {
    const opened =
      isOpen(now.session) && (!isOpen(before.session) || now.session?.user?.id !== before.session?.user?.id);
    if (opened) begin();
  });
  const clock = setInterval(() => void readServerClock(), CLOCK_MS);
  return () => {
    clearInterval(clock);
    leaveNotices();
    leaveConnection();
    leaveSession();
  };
}

/** On a new wire: who sits here, and then, where the same person stayed signed in, everything that is shown. */
async function greet(): Promise<void> {
  try {
    await readSession();
  } catch {
    return; // the next wire asks again
  }
  if (isOpen(useSession.getState().session)) begin();
}

function begin(): void {
  revalidateAll();
  void readServerClock();
  void call('sync.get', {}).then(({ line }) => takeLine(line), ignoreClosed);
}

/** The wire broke meanwhile: the next one asks again. */
function ignoreClosed(): void {}
