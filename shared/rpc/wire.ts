/**
 * The smallest channel that carries the contract between screens and services: text frames in order, and the news
 * that it is over. A WebSocket, a MessagePort and a pair in memory are wires alike.
 */
export interface Wire {
  /** Sends one frame. On a wire that is closed it does nothing: `onClose` has told or will tell. */
  send(frame: string): void;
  /** What arrives is whatever the other side sent, so it is unknown until it is parsed. */
  onMessage(listener: (frame: unknown) => void): void;
  /** Called once. A listener that comes after the close is called too. */
  onClose(listener: () => void): void;
  close(): void;
}

/** Two wires joined in memory. Frames arrive in order in a later microtask, as on a real channel. */
export function wirePair(): readonly [Wire, Wire] {
  const shared = { open: true };
  const here = createEnd(shared);
  const there = createEnd(shared);
  const closeBoth = () => {
    if (!shared.open) return;
    shared.open = false;
    here.closed();
    there.closed();
  };
  return [here.wireTo(there, closeBoth), there.wireTo(here, closeBoth)];
}

interface End {
  receive(frame: string): void;
  closed(): void;
  wireTo(other: End, close: () => void): Wire;
}

function createEnd(shared: { open: boolean }): End {
  const messageListeners: ((frame: unknown) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  const end: End = {
    receive: (frame) => messageListeners.forEach((listener) => listener(frame)),
    closed: () => closeListeners.forEach((listener) => listener()),
    wireTo: (other, close) => ({
      send: (frame) => {
        if (shared.open) queueMicrotask(() => shared.open && other.receive(frame));
      },
      onMessage: (listener) => void messageListeners.push(listener),
      onClose: (listener) => {
        if (shared.open) closeListeners.push(listener);
        else listener();
      },
      close,
    }),
  };
  return end;
}

/** What the desktop window offers its screens as `window.cairn`: a way to a fresh wire, and nothing else. */
export interface Bridge {
  connect(): Wire;
}
