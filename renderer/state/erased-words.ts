import i18next from 'i18next';
import { ERASED } from '#shared/rpc/erased.ts';
import type { Wire } from '#shared/rpc/wire.ts';

/** A wire on which the name of a guest who is erased arrives in the reader's words [S29]. */
export function inWordsForErased(wire: Wire): Wire {
  return {
    send: (frame) => wire.send(frame),
    onMessage: (listener) => wire.onMessage((frame) => listener(worded(frame, i18next.t('shell:erasedGuest')))),
    onClose: (listener) => wire.onClose(listener),
    close: () => wire.close(),
  };
}

/** The mark stands in frames as it is: no sign in it is escaped in JSON. */
export function worded<F>(frame: F, words: string): F | string {
  return typeof frame === 'string' && frame.includes(ERASED)
    ? frame.replaceAll(ERASED, JSON.stringify(words).slice(1, -1))
    : frame;
}
