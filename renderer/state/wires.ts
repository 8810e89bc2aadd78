import type { Bridge, Wire } from '#shared/rpc/wire.ts';

/** A way to a fresh wire to the services; rejects where there is nobody at the other end. */
export type Dial = () => Promise<Wire>;

declare global {
  interface Window {
    /** Present in the desktop window only. */
    readonly cairn?: Bridge;
  }
}

/** The desktop window brings its bridge; any other browser was served by the host it must talk back to. */
export function dialFor(here: Window): Dial {
  const bridge = here.cairn;
  if (bridge) return () => Promise.resolve(bridge.connect());
  const { protocol, host } = here.location;
  return () => dialSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/rpc`);
}

/** Resolves when the socket is open. The session's cookie travels with the handshake. */
function dialSocket(url: string): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => resolve(socketWire(socket)));
    socket.addEventListener('error', () => reject(new Error('the services do not answer')));
    socket.addEventListener('close', () => reject(new Error('the services closed the door')));
  });
}

function socketWire(socket: WebSocket): Wire {
  return {
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
    onMessage: (listener) => socket.addEventListener('message', (event) => listener(event.data)),
    onClose: (listener) => {
      if (socket.readyState >= WebSocket.CLOSING) listener();
      else socket.addEventListener('close', () => listener());
    },
    close: () => socket.close(),
  };
}
