import { z } from 'zod';
import { minorDigits } from '#shared/kernel/money.ts';
import type { EntryRecord } from '#main/store/box-records.ts';
import { lastEnvelopeIn, pendingIn } from '#main/store/box-records.ts';
import type { OpenedBox } from './find-box.ts';

/** A receipt as a fact carries it; amounts are minor units. */
const withReceipt = z.object({
  receipt: z.object({ content: z.object({ number: z.string(), amount: z.number(), currency: z.string() }) }),
});

/** What is in a black box, line by line: whose it is, which envelopes, which receipts. Nobody's name is in it. */
export function boxReport({ folder, read, contents }: OpenedBox): readonly string[] {
  const { identity, past, entries, countersigned, counters } = contents;
  const waiting = pendingIn(contents);
  const signed = countersigned.get(identity.epoch);
  return [
    `Black box ${folder}`,
    `  desk ${identity.desk} (${identity.name}), epoch ${identity.epoch}, of ${identity.server}`,
    ...past.map((one) => `  still to be deposited for its epoch ${one.identity.epoch}`),
    `  last envelope made: ${lastEnvelopeIn(contents, identity.epoch).value}`,
    `  signed for by the server: ${signed === undefined ? 'not noted here; what it has it takes once' : `up to ${signed}`}`,
    `  envelopes here: ${spans(entries)}; to be sent again: ${spans(waiting)}`,
    ...[...counters]
      .filter(([name]) => !name.startsWith('envelope/'))
      .map(([name, { value }]) => `  ${name.replaceAll('/', ' ')}: ${value} drawn`),
    ...(read.tornBytes > 0 ? [`  the last append was torn: ${read.tornBytes} bytes at its end are nothing`] : []),
    ...read.damaged.map((name) => `  ${name} is damaged; what follows the damage in it is lost`),
    ...waiting.map(lineOf),
  ];
}

function lineOf({ envelope, kind }: EntryRecord): string {
  const receipt = withReceipt.safeParse(envelope.input);
  const { number, amount, currency } = receipt.data?.receipt.content ?? { number: '', amount: 0, currency: '' };
  const money = receipt.success ? `  receipt ${number}  ${inMajor(amount, currency)} ${currency}` : '';
  return `  ${envelope.epoch}/${envelope.seq}  ${envelope.at}  ${envelope.name} (${kind})${money}`;
}

function inMajor(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

/** `1–3, 5` of their seqs; `none` where there are none. */
function spans(entries: readonly EntryRecord[]): string {
  const found: { epoch: number; first: number; last: number }[] = [];
  for (const { envelope } of entries) {
    const last = found.at(-1);
    if (last?.epoch === envelope.epoch && last.last + 1 === envelope.seq) last.last = envelope.seq;
    else found.push({ epoch: envelope.epoch, first: envelope.seq, last: envelope.seq });
  }
  if (found.length === 0) return 'none';
  return found.map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`)).join(', ');
}
