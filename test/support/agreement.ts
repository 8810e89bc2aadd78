import { expect } from 'vitest';
import { readKey } from '#main/black-box/box-key.ts';
import { disk } from '#main/black-box/file-layer.ts';
import { type ReadLog, readLog } from '#main/black-box/read-log.ts';
import { contentsOf, recordsIn } from '#main/store/box-records.ts';
import { boxFolders, keyFileOf, usualBoxFolder } from '#main/store/desk-box.ts';
import type { Store } from '#main/store/open-store.ts';
import { hashOf } from '#shared/sync/envelope.ts';
import { allOf } from './a-desk.ts';

/** The black box of a data folder as it lies on the disk. */
export function boxIn(folder: string): ReadLog {
  const [box = ''] = boxFolders(disk, usualBoxFolder(folder));
  return readLog(disk, box, readKey(disk, keyFileOf(folder)));
}

/** The last envelope that the black box of a data folder holds whole, or knows the server to have. */
export function lastInBox(folder: string): number {
  const read = boxIn(folder);
  const box = read.state === 'read' ? contentsOf(recordsIn(read)) : undefined;
  return Math.max(box?.countersigned.get(1) ?? 0, ...(box?.entries.map(({ envelope }) => envelope.seq) ?? []));
}

/** Journal, numbers, rows and black box of a desk say the same; gives how many envelopes there are. */
export function expectAgreement(store: Store, folder: string): number {
  const envelopes = store.journal.envelopesAfter(1, 0, 100_000);
  expect(envelopes.map(({ seq }) => seq)).toEqual(envelopes.map((_, index) => index + 1));
  envelopes.forEach(({ hash, ...unsigned }, index) => {
    expect(unsigned.prevHash).toBe(envelopes[index - 1]?.hash ?? '');
    expect(hashOf(unsigned)).toBe(hash);
  });
  expect(store.counters.read('envelope/1')).toEqual({ value: envelopes.length, hash: envelopes.at(-1)?.hash ?? '' });

  const receipts = allOf(store, 'receipt').toSorted((a, b) => a.number - b.number);
  expect(receipts.map(({ number }) => number)).toEqual(receipts.map((_, index) => index + 1));
  receipts.forEach((receipt, index) => expect(receipt.previousHash).toBe(receipts[index - 1]?.hash ?? ''));
  expect(receipts).toHaveLength(envelopes.filter(({ name }) => name === 'takeCash').length);
  if (receipts.length > 0)
    expect(store.counters.read('receipt/2026/A26')).toEqual({ value: receipts.length, hash: receipts.at(-1)?.hash });

  expect(store.blackBox.status()).toMatchObject({ missing: 0, lastFailure: null });
  const read = boxIn(folder);
  expect(read).toMatchObject({ state: 'read', tornBytes: 0, damaged: [], halfMade: [] });
  const box = read.state === 'read' ? contentsOf(recordsIn(read)) : undefined;
  expect(box?.identity).toEqual(store.identity());
  expect(box?.counters).toEqual(new Map(store.counters.all().map(([name, value, hash]) => [name, { value, hash }])));
  const trimmed = box?.countersigned.get(1) ?? 0;
  const held = new Map(box?.entries.map(({ envelope }) => [envelope.seq, envelope.hash]));
  for (const { seq, hash } of envelopes) if (seq > trimmed) expect(held.get(seq)).toBe(hash);
  expect(Math.max(trimmed, ...held.keys())).toBe(envelopes.length);
  return envelopes.length;
}
