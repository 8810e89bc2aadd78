import type { WebSocket } from 'ws';
import type { Wire } from '#shared/rpc/wire.ts';

/** What may wait unread at the other end before it is taken for dead, in bytes. */
const MOST_UNREAD = 64 * 1024 * 1024;

/** A WebSocket as a wire. Binary frames are passed on as they are: the contract answers them as malformed. */
export function socketWire(socket: WebSocket): Wire {
  let open = true;
  const closing: (() => void)[] = [];
  socket.on('close', () => {
    open = false;
    closing.forEach((listener) => listener());
  });
  return {
    send(frame) {
      if (!open || socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MOST_UNREAD) socket.terminate();
      else socket.send(frame);
    },
    onMessage(listener) {
      socket.on('message', (data: Buffer, isBinary: boolean) => listener(isBinary ? data : data.toString('utf8')));
    },
    onClose(listener) {
      if (open) closing.push(listener);
      else listener();
    },
    close: () => socket.close(),
  };
}
