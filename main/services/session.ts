import type { Database } from 'better-sqlite3';
import { verifyPin } from '#shared/kernel/pin.ts';
import { RpcError } from '#shared/rpc/rpc-error.ts';
import type { Method } from '#shared/rpc/contract.ts';
import type { LetTryView, SessionView, UserView } from '#shared/rpc/session-views.ts';
import { type LockOutMemory, countFailure, forgetFailures, lockedOutUntil } from './lock-out.ts';

/** One window: who is signed in there. It lives as long as its wire. */
export interface Window {
  userId: string | null;
  locked: boolean;
}

export function newWindow(): Window {
  return { userId: null, locked: false };
}

/** Who sits at a window, and how they come and go. */
export interface Sessions {
  view(window: Window): SessionView;
  /** A wrong PIN changes nothing but the count: the window stays with whom it was. */
  signIn(window: Window, userId: string, pin: string): Promise<SessionView>;
  /** A manager's own PIN ends the wait of another person, at every window. Nobody lifts their own. */
  letTry(userId: string, managerId: string, pin: string): Promise<LetTryView>;
  /** The person stays chosen; nothing is answered until a PIN. */
  lock(window: Window): SessionView;
  /** The person at the window; throws `not-signed-in` where nobody is, or the window is locked. */
  person(window: Window): UserView;
  /**
   * Refuses every call but `session.*` at a window where nobody is signed in. While the replica is not whole nobody can sign in, and
   * the desk itself may be signed out at the server: a manager's code, which proves itself there, is let through [S12, S16].
   */
  admit(method: Method, window: Window): void;
}

interface Given {
  readonly db: Database;
  readonly memory: LockOutMemory;
  /** This moment as an instant. */
  readonly now: () => string;
}

export function openSessions({ db, memory, now }: Given): Sessions {
  const userById = db.prepare<[string], UserView & { readonly pinHash: string }>(
    `SELECT id, name, initials, role, pin_hash AS pinHash FROM app_user WHERE id = ? AND active = 1 AND role <> 'system'`,
  );
  // Attempts for one person are looked at one after another: many at once must not share the free tries.
  const queues = new Map<string, Promise<unknown>>();

  const isWhole = () => memory.get('firstSync')?.complete === true;

  function userOf(window: Window): UserView | null {
    const row = window.userId === null ? undefined : userById.get(window.userId);
    if (row === undefined) return null;
    return { id: row.id, name: row.name, initials: row.initials, role: row.role };
  }

  function view(window: Window): SessionView {
    const user = userOf(window);
    return {
      user,
      locked: user !== null && window.locked,
      lockedOutUntil: user === null ? null : lockedOutUntil(memory, user.id, now()),
    };
  }

  async function attempt(window: Window, userId: string, pin: string): Promise<SessionView> {
    const waiting = lockedOutUntil(memory, userId, now());
    if (waiting !== null) return { ...view(window), lockedOutUntil: waiting };
    const user = userById.get(userId);
    // An id that is nobody's leaves no trace in the store: hostile ids must not fill it.
    if (user === undefined) return view(window);
    if (!(await verifyPin(pin, user.pinHash))) {
      return { ...view(window), lockedOutUntil: countFailure(memory, userId, now()) };
    }
    forgetFailures(memory, userId);
    window.userId = userId;
    window.locked = false;
    return view(window);
  }

  async function lift(userId: string, managerId: string, pin: string): Promise<LetTryView> {
    const manager = userById.get(managerId);
    const may = manager !== undefined && managerId !== userId && mayLetTry(manager.role);
    if (!may || userById.get(userId) === undefined) return { ok: false, reason: 'no-right', lockedOutUntil: null };
    const waiting = lockedOutUntil(memory, managerId, now());
    if (waiting !== null) return { ok: false, reason: 'locked-out', lockedOutUntil: waiting };
    if (!(await verifyPin(pin, manager.pinHash)))
      return { ok: false, reason: 'wrong-pin', lockedOutUntil: countFailure(memory, managerId, now()) };
    forgetFailures(memory, managerId);
    forgetFailures(memory, userId);
    return { ok: true };
  }

  /** Attempts with one person's PIN come one after another. */
  function inTurn<T>(userId: string, work: () => Promise<T>): Promise<T> {
    const turn = (queues.get(userId) ?? Promise.resolve()).then(work);
    const settled = turn
      .catch(() => undefined)
      .finally(() => {
        if (queues.get(userId) === settled) queues.delete(userId);
      });
    queues.set(userId, settled);
    return turn;
  }

  function person(window: Window): UserView {
    const user = window.locked ? null : userOf(window);
    if (user === null) throw new RpcError('not-signed-in', 'nobody is signed in at this window');
    return user;
  }

  return {
    view,
    person,
    signIn: (window, userId, pin) => inTurn(userId, () => attempt(window, userId, pin)),
    letTry: (userId, managerId, pin) => inTurn(managerId, () => lift(userId, managerId, pin)),
    lock(window) {
      window.locked = window.userId !== null;
      return view(window);
    },
    admit(method, window) {
      const needsPerson = method === 'desk.enterCode' ? isWhole() : !method.startsWith('session.');
      if (needsPerson) person(window);
    },
  };
}

/** Who may let a colleague try again. */
function mayLetTry(role: UserView['role']): boolean {
  return role === 'manager' || role === 'administrator';
}
