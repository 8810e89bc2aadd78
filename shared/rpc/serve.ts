import { type Method, type Notice, type AnswerOf, contract } from './contract.ts';
import { type AnswerFrame, type NoticeFrame, MAX_REQUEST_LENGTH, requestFrame } from './frames.ts';
import type { z } from 'zod';
import { RpcError } from './rpc-error.ts';
import type { Wire } from './wire.ts';

/** What a handler sees of its input: parsed, with every default filled in. */
export type ParsedInput<M extends Method> = z.output<(typeof contract)[M]['input']>;

/** One function per call of the contract. `caller` is whatever the host knows of the window at the other end. */
export type Handlers<Caller> = {
  readonly [M in Method]: (input: ParsedInput<M>, caller: Caller) => AnswerOf<M> | Promise<AnswerOf<M>>;
};

export interface ServeOptions<Caller> {
  readonly caller: Caller;
  /** Throws an `RpcError` where this caller may not make this call now; nothing has run then. */
  readonly admit?: (method: Method, caller: Caller) => void;
  /** Told of every failure that is our own bug; hostile and mistaken frames are not among them. */
  readonly onBug?: (method: Method, error: unknown) => void;
  readonly maxRequestLength?: number;
}

/** Tells the screens at the other end of this wire. */
export type Notify = (notice: Notice) => void;

/**
 * Answers the calls that come over a wire. Every frame and every input is parsed before a handler sees it; what does
 * not parse is answered with an error and changes nothing. Returns the way to send notices.
 */
export function serve<Caller>(wire: Wire, handlers: Handlers<Caller>, options: ServeOptions<Caller>): Notify {
  let open = true;
  wire.onClose(() => {
    open = false;
  });
  wire.onMessage((frame) => {
    void answer(frame, handlers, options).then((given) => {
      if (open) wire.send(JSON.stringify(given));
    });
  });
  return (notice) => {
    const frame: NoticeFrame = { notice };
    if (open) wire.send(JSON.stringify(frame));
  };
}

async function answer<Caller>(
  frame: unknown,
  handlers: Handlers<Caller>,
  options: ServeOptions<Caller>,
): Promise<AnswerFrame> {
  const request = readRequest(frame, options.maxRequestLength ?? MAX_REQUEST_LENGTH);
  if (request instanceof RpcError) return failed(0, request);
  const { id, method, input } = request;
  if (!isMethod(method)) return failed(id, new RpcError('unknown-method', 'there is no such call'));
  try {
    options.admit?.(method, options.caller);
    return { id, ok: true, value: await run(method, input, handlers, options.caller) };
  } catch (error) {
    if (error instanceof RpcError) return failed(id, error);
    options.onBug?.(method, error);
    // What broke inside is for the log, not for whoever is at the other end.
    return failed(id, new RpcError('internal', `${method} failed`));
  }
}

function readRequest(frame: unknown, maxLength: number) {
  if (typeof frame !== 'string') return new RpcError('malformed', 'a frame is text');
  if (frame.length > maxLength) return new RpcError('too-large', `a frame has at most ${maxLength} characters`);
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    return new RpcError('malformed', 'a frame is JSON');
  }
  const parsed = requestFrame.safeParse(value);
  return parsed.success ? parsed.data : new RpcError('malformed', 'a frame is {id, method, input}');
}

async function run<M extends Method, Caller>(
  method: M,
  input: unknown,
  handlers: Handlers<Caller>,
  caller: Caller,
): Promise<AnswerOf<M>> {
  const parsed = contract[method].input.safeParse(input);
  if (!parsed.success) throw new RpcError('wrong-input', describe(parsed.error));
  const handler: Handlers<Caller>[M] = handlers[method];
  // The schema was looked up by the same method; the compiler does not follow that through the mapped type.
  return await handler(parsed.data as ParsedInput<M>, caller);
}

/** Where and why an input did not parse, without repeating what was sent: it may be a PIN. */
function describe(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'input'}: ${issue.code}`)
    .join('; ');
}

/** Own names only: `constructor` and `__proto__` are no calls. */
function isMethod(name: string): name is Method {
  return Object.hasOwn(contract, name);
}

function failed(id: number, error: RpcError): AnswerFrame {
  return { id, ok: false, error: { code: error.code, message: error.message } };
}
