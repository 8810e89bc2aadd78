import type { ListedDesk } from '#sync-server/store/desk-list.ts';

/** Desks as lines of text, one each, in columns. */
export function deskTable(desks: readonly ListedDesk[]): string {
  if (desks.length === 0) return 'No desk is enrolled here yet.';
  const rows = desks.map((desk) => [
    desk.code,
    desk.name,
    desk.branches > 0 ? `${desk.status}, copied disk` : desk.status,
    `epoch ${desk.epoch}`,
    `${desk.lastSeq} commands taken`,
    desk.lastContact === null ? 'never heard' : `heard ${desk.lastContact}`,
  ]);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
