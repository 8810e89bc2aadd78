import type { ImportSummary } from './import-property.ts';

/** What an import came to, for the person who ran it. */
export function summaryText(summary: ImportSummary): string {
  const n = (figure: number) => new Intl.NumberFormat('en').format(figure);
  const { byStatus, left } = summary;
  const lines = [
    left > 0 ? 'Cancelled. Run the same line again to go on.' : 'Imported.',
    '',
    `  Property        ${summary.propertyName} (${summary.propertyId})`,
    `  Business date   ${summary.businessDate}`,
    `  Rows            ${n(summary.rows)} = ${n(summary.taken)} taken + ${n(summary.quarantined)} in quarantine`,
    `  Stays           ${n(summary.fresh)} new, ${n(summary.known)} there already${left > 0 ? `, ${n(left)} left` : ''}`,
    `  Of those taken  ${n(byStatus.CHECKED_OUT)} departed, ${n(byStatus.CHECKED_IN)} in house, ${n(byStatus.CONFIRMED)} to come, ${n(byStatus.CANCELLED)} cancelled, ${n(byStatus.NO_SHOW)} no-show; ${n(summary.dayUses)} day use`,
    `  House           ${n(summary.rooms)} rooms in ${n(summary.roomTypes)} types`,
    ...(summary.quarantineFile === null ? [] : [`  Quarantine      ${summary.quarantineFile}`]),
    `  Time            ${summary.readSeconds.toFixed(1)} s reading, ${summary.writeSeconds.toFixed(1)} s writing: ${n(summary.rowsPerSecond)} rows/s`,
  ];
  return lines.join('\n');
}
