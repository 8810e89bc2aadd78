import { create } from 'zustand';
import type { SessionView, UserView } from '#shared/rpc/session-views.ts';
import type { MakingView } from '#shared/rpc/sync-views.ts';
import { call } from './connection.ts';
import { forgetViews } from './view-store.ts';

export interface SessionState {
  /** Null until the services have said who sits here. */
  readonly session: SessionView | null;
  /** Who may sign in at this lodge; empty before the first sync. */
  readonly users: readonly UserView[];
  /** The lodge's name. */
  readonly property: string;
  /** The lodge is being fetched: nobody can sign in before it is whole. Null where it is. */
  readonly making: MakingView | null;
  /** The window was locked so that somebody else can sign in: show everybody, not the last person alone. */
  readonly switching: boolean;
}

export const useSession = create<SessionState>(() => ({
  session: null,
  users: [],
  property: '',
  making: null,
  switching: false,
}));

/** Whether whoever sits here leads the house: what only managers and administrators do is shown by it. The commands ask again [U1]. */
export function useLeads(): boolean {
  return useSession(({ session }) => ['manager', 'administrator'].includes(session?.user?.role ?? ''));
}

/** Asks who is signed in, and who may. */
export async function readSession(): Promise<void> {
  const { session, users, property, making } = await call('session.get', {});
  useSession.setState({ users, property, making });
  takeSession(session);
}

/**
 * Takes what the services say about this window's session. They know a person only as long as their wire lives: when
 * it broke, the one who sat here counts as locked out, so that the unfinished work still waits for their PIN. When the
 * person changes, nothing of the last one's views remains.
 */
export function takeSession(told: SessionView): void {
  const before = useSession.getState().session?.user ?? null;
  const session = told.user === null && before !== null ? { ...told, user: before, locked: true } : told;
  if (before?.id !== session.user?.id) forgetViews();
  useSession.setState({ session });
}

/** Tries a PIN. The answer says whether it was right (`user`), and until when no further try is looked at. */
export async function signIn(userId: string, pin: string): Promise<SessionView> {
  const session = await call('session.signIn', { userId, pin });
  takeSession(session);
  return session;
}

/** Locks the window; the work stays where it was, for the same person to go on. `switching` asks who comes next. */
export async function lock(switching = false): Promise<void> {
  useSession.setState({ switching });
  takeSession(await call('session.lock', {}));
}

/** Somebody is signed in and the window is not locked. */
export function isOpen(session: SessionView | null): boolean {
  return session !== null && session.user !== null && !session.locked;
}
