import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { prepareCreditBooking } from './credit-booking.ts';
import type { GuestNames } from './guest-names.ts';
import { inWorkOrder } from './inbox-order.ts';
import { type InboxEntryView, inboxEntryView } from '#shared/rpc/inbox-views.ts';

/** The inbox: this desk's refused requests, the property's exceptions and what else waits: the open ones in the order of work, or the settled ones, newest first. */
export type ReadInbox = (open: boolean, beside?: readonly InboxEntryView[]) => InboxEntryView[];

const SETTLED_SHOWN = 200;

interface EntryRow {
  readonly id: string;
  readonly type: 'refusal' | 'exception';
  readonly what: string;
  readonly command: string;
  readonly deskCode: string;
  readonly since: string;
  readonly status: string;
  readonly answeredBy: string;
  readonly detail: string;
  readonly concerns: string;
  readonly alternatives: string;
  readonly remedies: string;
}

const refusalColumns = `SELECT id, 'refusal' AS type, reason AS what, command, desk_code AS deskCode, created_at AS since,
  status, answered_by AS answeredBy, detail, concerns, alternatives, '[]' AS remedies FROM refusal`;
const exceptionColumns = `SELECT id, 'exception' AS type, kind AS what, coalesce(json_extract(detail, '$.command'), '') AS command,
  desk_code AS deskCode, created_at AS since, status, resolved_by AS answeredBy, detail, concerns, '[]' AS alternatives, remedies
  FROM exception`;

export function prepareInbox(db: Database, deskCode: () => string, names: GuestNames): ReadInbox {
  const open = db.prepare<[string], EntryRow>(
    `${refusalColumns} WHERE status = 'open' AND desk_code = ?
      UNION ALL ${exceptionColumns} WHERE status = 'open' ORDER BY since DESC, id`,
  );
  const settled = db.prepare<[string], EntryRow>(
    `${refusalColumns} WHERE status <> 'open' AND desk_code = ?
      UNION ALL ${exceptionColumns} WHERE status <> 'open' ORDER BY since DESC, id LIMIT ${SETTLED_SHOWN}`,
  );
  const creditBooking = prepareCreditBooking(db);
  const entryOf = (row: EntryRow): InboxEntryView => {
    const entry = inboxEntryView.parse({ ...row, ...names.all(columns.parse(row)), creditTo: null });
    const mayGoOn = entry.status === 'open' && entry.remedies.some(({ kind }) => kind === 'applyCredit');
    return mayGoOn ? { ...entry, creditTo: creditBooking(entry.concerns) } : entry;
  };
  return (wantOpen, beside = []) =>
    wantOpen ? inWorkOrder([...open.all(deskCode()).map(entryOf), ...beside]) : settled.all(deskCode()).map(entryOf);
}

const columns = z.object({ detail: fromJson(), concerns: fromJson(), alternatives: fromJson(), remedies: fromJson() });

function fromJson() {
  return z.string().transform((text): unknown => JSON.parse(text));
}
