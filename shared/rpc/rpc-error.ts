import type { RpcErrorCode } from './frames.ts';

/** A call that failed as a call. The code is for the program, the message for the log; screens say it in their own words. */
export class RpcError extends Error {
  readonly code: RpcErrorCode;

  constructor(code: RpcErrorCode, message: string) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
  }
}
