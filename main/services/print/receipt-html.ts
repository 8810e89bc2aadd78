import type { ReceiptLine } from './receipt-lines.ts';

export type Paper = '80mm' | 'A4';

const common = `
  * { box-sizing: border-box; margin: 0; }
  body { color: #000; background: #fff; font-family: 'Inter Variable', Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
  h1 { font-weight: 650; }
  .heading { font-weight: 600; }
  .mark { border: 1px solid #000; font-weight: 600; text-transform: uppercase; letter-spacing: .04em; display: table; }
  hr { border: 0; border-top: 1px dashed #000; }
  dl { display: flex; justify-content: space-between; gap: 4mm; }
  dd { text-align: right; overflow-wrap: anywhere; }
  .total { font-weight: 700; }`;

const styles: Readonly<Record<Paper, string>> = {
  // The roll is 80 mm wide and prints on 72; it is cut where the text ends.
  '80mm': `
  @page { size: 80mm auto; margin: 0; }
  body { width: 80mm; padding: 4mm; font-size: 11pt; line-height: 1.35; }
  h1 { font-size: 13pt; text-align: center; }
  .heading, .note { text-align: center; }
  .mark { margin: 1.5mm auto; padding: .5mm 2mm; font-size: 9.5pt; }
  hr { margin: 2mm 0; }
  .total { font-size: 13pt; }
  .note { font-size: 9pt; }`,
  A4: `
  @page { size: A4; margin: 20mm; }
  body { max-width: 170mm; margin: 0 auto; padding: 4mm 0; font-size: 11pt; line-height: 1.5; }
  h1 { font-size: 20pt; }
  .heading { font-size: 13pt; margin-top: 1mm; }
  .mark { margin-top: 3mm; padding: 1mm 3mm; font-size: 10pt; }
  hr { margin: 6mm 0; border-top-style: solid; border-top-color: #999; }
  dl { padding: .8mm 0; }
  .total { font-size: 14pt; }
  .note { font-size: 9.5pt; color: #333; }`,
};

/** The receipt as a complete page with its own print style and nothing from outside, for the preview and the printer alike. */
export function receiptHtml(title: string, lines: readonly ReceiptLine[], paper: Paper): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>${common}${styles[paper]}
</style>
</head>
<body>
${lines.map(elementOf).join('\n')}
</body>
</html>
`;
}

function elementOf(line: ReceiptLine): string {
  switch (line.kind) {
    case 'rule':
      return '<hr>';
    case 'title':
      return `<h1>${escaped(line.text)}</h1>`;
    case 'heading':
    case 'mark':
    case 'note':
      return `<p class="${line.kind}">${escaped(line.text)}</p>`;
    case 'pair':
    case 'total':
      return `<dl class="${line.kind}"><dt>${escaped(line.label)}</dt><dd>${escaped(line.value)}</dd></dl>`;
  }
}

/** Names of guests and lodges are text, whatever stands in them. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
