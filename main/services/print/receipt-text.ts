import type { ReceiptLine } from './receipt-lines.ts';

/** Characters in a line: 48 on 80 mm paper, 32 on 58 mm. */
export type Columns = 48 | 32;

/** The receipt in a fixed pitch, for a till printer that takes text. No line is longer than the paper; long words are broken, none is lost. */
export function receiptText(lines: readonly ReceiptLine[], columns: Columns): string {
  return lines.flatMap((line) => textOf(line, columns)).join('\n') + '\n';
}

function textOf(line: ReceiptLine, columns: number): string[] {
  switch (line.kind) {
    case 'rule':
      return ['-'.repeat(columns)];
    case 'title':
    case 'heading':
    case 'note':
      return wrap(line.text, columns).map((text) => centred(text, columns));
    case 'mark':
      return wrap(line.text.toUpperCase(), columns - 4).map((text) => centred(`* ${text} *`, columns));
    case 'pair':
    case 'total':
      return pairOf(line.label, line.value, columns);
  }
}

/** Label left, value right; where both do not fit, the value stands below, at the right. */
function pairOf(label: string, value: string, columns: number): string[] {
  if (label.length + value.length + 1 <= columns) return [label + value.padStart(columns - label.length)];
  return [...wrap(label, columns), ...wrap(value, columns - 2).map((text) => text.padStart(columns))];
}

function centred(text: string, columns: number): string {
  return ' '.repeat(Math.floor((columns - text.length) / 2)) + text;
}

function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest.length > columns) {
    const space = rest.lastIndexOf(' ', columns);
    const cut = space > 0 ? space : columns;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...lines, rest];
}
