import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, Wire } from '#shared/rpc/wire.ts';

/** The window's only way out: a fresh wire to the services, over a MessagePort of its own. */
const bridge: Bridge = {
  connect(): Wire {
    const { port1: here, port2: there } = new MessageChannel();
    const closing: (() => void)[] = [];
    let open = true;
    const closed = () => {
      if (!open) return;
      open = false;
      closing.forEach((listener) => listener());
    };
    // Fired when the other end is gone, the process behind it included.
    here.addEventListener('close', closed);
    ipcRenderer.postMessage('cairn:connect', null, [there]);
    return {
      send: (frame) => {
        if (open) here.postMessage(String(frame));
      },
      onMessage: (listener) => {
        here.addEventListener('message', (event) => listener(event.data));
        here.start();
      },
      onClose: (listener) => {
        if (open) closing.push(listener);
        else listener();
      },
      close: () => {
        here.close();
        closed();
      },
    };
  },
};

contextBridge.exposeInMainWorld('cairn', bridge);
