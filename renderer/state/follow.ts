import { call, onNotice, useConnection } from './connection.ts';
import { takeLine, useLine } from './line.ts';
import { isOpen, readSession, takeSession, useSession } from './session.ts';
import { refetch, revalidate, revalidateAll, viewKey } from './view-store.ts';

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
        return;
      case 'session':
        takeSession(notice.session);
    }
  });
  const leaveConnection = useConnection.subscribe((now, before) => {
    if (now.status === 'open' && now.generation !== before.generation) void readSession().catch(ignoreClosed);
  });
  const leaveSession = useSession.subscribe((now, before) => {
    const opened =
      isOpen(now.session) && (!isOpen(before.session) || now.session?.user?.id !== before.session?.user?.id);
    if (opened) begin();
  });
  // A wire may break and come back while the same person stays signed in.
  const leaveReconnect = useConnection.subscribe((now, before) => {
    if (now.generation > 1 && now.generation !== before.generation && isOpen(useSession.getState().session)) begin();
  });
  return () => {
    leaveNotices();
    leaveConnection();
    leaveSession();
    leaveReconnect();
  };
}

function begin(): void {
  revalidateAll();
  if (useLine.getState().line === null) void call('sync.get', {}).then(({ line }) => takeLine(line), ignoreClosed);
}

/** The wire broke meanwhile: the next one asks again. */
function ignoreClosed(): void {}
