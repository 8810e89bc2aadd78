/** A cell as a spreadsheet takes it: quoted where it must be, and never a formula, whoever typed it. */
function cellOf(value: string | number): string {
  const text = String(value);
  const isFigure = /^[+-]?[\d\s().,/-]*$/.test(text);
  const safe = /^[=@+\-\t\r]/.test(text) && !isFigure ? `'${text}` : text;
  return /[",;\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as comma-separated text (RFC 4180), with the mark that makes spreadsheets read it as UTF-8. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

/** Hands a text to whoever sits here as a file. */
export function saveFile(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** A file's name out of words: what no file system minds. */
export function fileName(...words: readonly string[]): string {
  return words
    .join(' ')
    .normalize('NFKD')
    .replaceAll(/[^\w .-]/g, '')
    .trim()
    .replaceAll(/\s+/g, '-')
    .toLowerCase();
}
