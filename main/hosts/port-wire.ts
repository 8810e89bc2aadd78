import type { Wire } from '#shared/rpc/wire.ts';

/** A window's MessagePort as the services' process has it (Electron's `MessagePortMain`, by the part we use). */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** A MessagePort as a wire. It begins to deliver with its first listener, so that no frame is lost. */
export function portWire(port: Port): Wire {
  let open = true;
  const closing: (() => void)[] = [];
  port.on('close', () => {
    if (!open) return;
    open = false;
    closing.forEach((listener) => listener());
  });
  return {
    send(frame) {
      if (open) port.postMessage(frame);
    },
    onMessage(listener) {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose(listener) {
      if (open) closing.push(listener);
      else listener();
    },
    close: () => port.close(),
  };
}
