import { type InputOf, type Method, type Notice, type OutputOf, contract, notice } from './contract.ts';
import { answerFrame } from './frames.ts';
import { RpcError } from './rpc-error.ts';
import type { Wire } from './wire.ts';

/** The screens' side of the contract. */
export interface Client {
  /** Rejects with an {@link RpcError}; its code is `closed` when the wire ended before the answer. */
  call<M extends Method>(method: M, input: InputOf<M>): Promise<OutputOf<M>>;
  /** Returns the way to stop listening. */
  onNotice(listener: (notice: Notice) => void): () => void;
  onClose(listener: () => void): void;
  close(): void;
}

interface Waiting {
  readonly method: Method;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: RpcError) => void;
}

/** Joins the screens to a wire. Answers are matched by number, outputs parsed, and nothing waits for ever: a close rejects all. */
export function createClient(wire: Wire): Client {
  const waiting = new Map<number, Waiting>();
  const noticeListeners = new Set<(notice: Notice) => void>();
  let open = true;
  let lastId = 0;

  wire.onClose(() => {
    open = false;
    for (const { method, reject } of waiting.values()) reject(closed(method));
    waiting.clear();
  });

  wire.onMessage((frame) => {
    const value = readJson(frame);
    const told = notice.safeParse(fieldOf(value, 'notice'));
    if (told.success) {
      noticeListeners.forEach((listener) => listener(told.data));
      return;
    }
    const answer = answerFrame.safeParse(value);
    if (!answer.success) return;
    const call = waiting.get(answer.data.id);
    if (!call) return;
    waiting.delete(answer.data.id);
    if (!answer.data.ok) call.reject(new RpcError(answer.data.error.code, answer.data.error.message));
    else settle(call, answer.data.value);
  });

  return {
    call<M extends Method>(method: M, input: InputOf<M>): Promise<OutputOf<M>> {
      if (!open) return Promise.reject(closed(method));
      const id = ++lastId;
      return new Promise<OutputOf<M>>((resolve, reject) => {
        // `settle` has parsed the value by this method's own output schema before it resolves.
        waiting.set(id, { method, resolve: (value) => resolve(value as OutputOf<M>), reject });
        wire.send(JSON.stringify({ id, method, input }));
      });
    },
    onNotice: (listener) => {
      noticeListeners.add(listener);
      return () => noticeListeners.delete(listener);
    },
    onClose: (listener) => wire.onClose(listener),
    close: () => wire.close(),
  };
}

function settle(call: Waiting, value: unknown): void {
  const parsed = contract[call.method].output.safeParse(value);
  if (parsed.success) call.resolve(parsed.data);
  else call.reject(unexpected(call.method));
}

const closed = (method: Method) => new RpcError('closed', `the services went away during ${method}`);
const unexpected = (method: Method) => new RpcError('malformed', `${method} answered in another shape than agreed`);

function readJson(frame: unknown): unknown {
  if (typeof frame !== 'string') return undefined;
  try {
    return JSON.parse(frame);
  } catch {
    return undefined;
  }
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}
