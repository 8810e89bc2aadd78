import { create } from 'zustand';
import { type Client, createClient } from '#shared/rpc/client.ts';
import type { InputOf, Method, Notice, OutputOf } from '#shared/rpc/contract.ts';
import { RpcError } from '#shared/rpc/rpc-error.ts';
import { backoffMs } from './backoff.ts';
import { inWordsForErased } from './erased-words.ts';
import type { Dial } from './wires.ts';

/** The way from this window to the services on this machine. It is not the line to the server: see state/line.ts. */
export interface Connection {
  readonly status: 'connecting' | 'open' | 'gone';
  readonly client: Client | null;
  /** Counts the wires that were opened; views fetch anew on each. */
  readonly generation: number;
  /** Tries since the last wire broke. */
  readonly attempt: number;
}

export const useConnection = create<Connection>(() => ({
  status: 'connecting',
  client: null,
  generation: 0,
  attempt: 0,
}));

const listeners = new Set<(notice: Notice) => void>();
let dialNow: (() => void) | undefined;

/** Hears what the services tell, over whichever wire is open. Returns the way to stop. */
export function onNotice(listener: (notice: Notice) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keeps a wire to the services: dials, and dials again with growing pauses whenever it breaks. Returns the way to stop. */
export function keepConnected(dial: Dial): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function attempt(): Promise<void> {
    timer = undefined;
    try {
      const client = createClient(inWordsForErased(await dial()));
      if (stopped) return client.close();
      client.onNotice((notice) => listeners.forEach((listener) => listener(notice)));
      const { generation } = useConnection.getState();
      useConnection.setState({ status: 'open', client, generation: generation + 1, attempt: 0 });
      client.onClose(again);
    } catch {
      again();
    }
  }

  function again(): void {
    if (stopped) return;
    const { attempt: tries } = useConnection.getState();
    useConnection.setState({ status: 'gone', client: null, attempt: tries + 1 });
    timer = setTimeout(() => void attempt(), backoffMs(tries));
  }

  dialNow = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    void attempt();
  };
  void attempt();
  return () => {
    stopped = true;
    clearTimeout(timer);
    useConnection.getState().client?.close();
  };
}

/** Does not wait for the pause to end. */
export function dialAtOnce(): void {
  dialNow?.();
}

/** One call to the services. Rejects with code `closed` while there is no wire. */
export function call<M extends Method>(method: M, input: InputOf<M>): Promise<OutputOf<M>> {
  const { client } = useConnection.getState();
  if (!client) return Promise.reject(new RpcError('closed', `the services are not there for ${method}`));
  return client.call(method, input);
}
