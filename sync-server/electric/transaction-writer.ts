import type { MessageText } from './change-messages.ts';
import type { LogRecord } from './log-record.ts';
import type { Lsn } from './lsn.ts';

/** Numbers the messages of one transaction within one shape, and puts them into records as they fill. */
export interface TransactionWriter {
  add(messages: readonly MessageText[]): void;
  /** The transaction is whole; nothing is written where nothing came. */
  end(): void;
}

export function writeTransaction(
  { xid, lsn }: { readonly xid: number; readonly lsn: Lsn },
  recordBytes: number,
  onRecord: (record: LogRecord) => void,
): TransactionWriter {
  const origin = `,"txids":[${xid}],"lsn":"${lsn}","op_position":`;
  let texts: string[] = [];
  let length = 0;
  let written = 0;
  /** Kept back, because only the last message of all says that it is the last. */
  let kept: string | undefined;
  const put = (end: string) => {
    if (kept === undefined) return;
    const text = `${kept}${origin}${written + texts.length}${end}}}`;
    texts.push(text);
    length += text.length;
  };
  const flush = (last: boolean) => {
    onRecord({ lsn, xid, first: written, count: texts.length, last, text: keptText(texts.join(',\n')) });
    written += texts.length;
    texts = [];
    length = 0;
  };
  return {
    add(messages) {
      for (const { open } of messages) {
        put('');
        if (length >= recordBytes) flush(false);
        kept = open;
      }
    },
    end() {
      put(',"last":true');
      if (texts.length > 0) flush(true);
    },
  };
}

/** The bytes of a text in memory of their own: a piece of Node's shared pool, kept for long, would keep all that lies beside it, many times as much. */
function keptText(text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text);
  return bytes;
}
