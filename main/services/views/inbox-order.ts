import type { InboxEntryView } from '#shared/rpc/inbox-views.ts';

/**
 * Open entries in the order in which they are best answered: who has waited longest first, and of one guest the refused
 * request before the exceptions that came of it, since its answer often answers them.
 */
export function inWorkOrder(entries: readonly InboxEntryView[]): InboxEntryView[] {
  const since = new Map<string, string>();
  for (const entry of entries) {
    const known = since.get(whose(entry));
    if (known === undefined || entry.since < known) since.set(whose(entry), entry.since);
  }
  const waited = (entry: InboxEntryView) => since.get(whose(entry)) ?? entry.since;
  return entries.toSorted(
    (a, b) =>
      compare(waited(a), waited(b)) ||
      compare(whose(a), whose(b)) ||
      rank(a) - rank(b) ||
      compare(a.since, b.since) ||
      compare(a.id, b.id),
  );
}

/** What is answered together: all of one guest, else of one booking, else the entry alone. */
function whose({ id, concerns }: InboxEntryView): string {
  return concerns.guestId ?? concerns.bookingId ?? id;
}

function rank({ type }: InboxEntryView): number {
  return type === 'refusal' ? 0 : 1;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
