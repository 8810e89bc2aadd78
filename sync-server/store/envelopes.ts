import type { Envelope } from '#shared/sync/envelope.ts';
import { arrayLiteral, idLiteral, jsonLiteral } from './sql-literal.ts';
import type { Place } from './transaction.ts';

/** An envelope that has been answered, under its identity [S22]. */
export interface AnsweredEnvelope {
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
  readonly outcome: 'applied' | 'refused' | 'exception';
  readonly reason: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Envelopes of a desk's epoch from one seq to another: what a push brings, and what it is looked up by. */
export interface Stretch {
  readonly desk: string;
  readonly epoch: number;
  readonly from: number;
  readonly to: number;
}

/** The answered envelopes of these stretches and the one before each, in their epochs and in the branches forked from them. */
export function answeredSql({ tenantId, propertyId }: Place, stretches: readonly Stretch[]): string {
  const asked = unnest(
    ['text', stretches.map(({ desk }) => desk)],
    ['bigint', stretches.map(({ epoch }) => String(epoch))],
    ['bigint', stretches.map(({ from }) => String(from - 1))],
    ['bigint', stretches.map(({ to }) => String(to))],
  );
  const here = (table: string) =>
    `${table}.tenant_id = ${idLiteral(tenantId)} AND ${table}.property_id = ${idLiteral(propertyId)} AND ${table}.desk_code = s.desk`;
  // Looked up for each epoch by the key: its order says so, also while the tables are too small for the planner to tell.
  const found = `SELECT e.seq, e.hash, e.outcome, e.reason, e.detail FROM envelope e WHERE ${here('e')} AND e.epoch = b.epoch AND e.seq BETWEEN s.low AND s.high ORDER BY e.desk_code, e.epoch, e.seq LIMIT 1000`;
  return `SELECT s.desk, b.epoch, a.* FROM ${asked} AS s(desk, epoch, low, high) JOIN desk_epoch b ON ${here('b')} AND (b.epoch = s.epoch OR b.branch_of = s.epoch) CROSS JOIN LATERAL (${found}) AS a ORDER BY b.epoch, a.seq`;
}

/**
 * Two statements that tell whose ids these are: of envelopes, with their identities, and of commands that began here. Rows
 * take their ids from an envelope's [S3], so that one which bears another's would write over what is there.
 */
export function idsTakenSql(place: Place, ids: readonly string[]): readonly [string, string] {
  const { tenantId, propertyId } = place;
  const known = `tenant_id = ${idLiteral(tenantId)} AND property_id = ${idLiteral(propertyId)} AND envelope_id = ANY(${arrayLiteral(ids)}::uuid[])`;
  return [
    `SELECT envelope_id AS id, desk_code AS desk, epoch, seq FROM envelope WHERE ${known} ORDER BY envelope_id`,
    `SELECT envelope_id AS id FROM event WHERE ${known} AND writer LIKE 'server/%' ORDER BY envelope_id, ordinal`,
  ];
}

/** Which of these envelopes were refused. */
export function refusedSql(
  { tenantId, propertyId }: Place,
  all: readonly { readonly desk: string; readonly epoch: number; readonly seq: number }[],
): string {
  const asked = unnest(
    ['text', all.map(({ desk }) => desk)],
    ['bigint', all.map(({ epoch }) => String(epoch))],
    ['bigint', all.map(({ seq }) => String(seq))],
  );
  return `SELECT s.desk, s.epoch, s.seq FROM ${asked} AS s(desk, epoch, seq) CROSS JOIN LATERAL (SELECT e.outcome FROM envelope e WHERE e.tenant_id = ${idLiteral(tenantId)} AND e.property_id = ${idLiteral(propertyId)} AND e.desk_code = s.desk AND e.epoch = s.epoch AND e.seq BETWEEN s.seq AND s.seq ORDER BY e.desk_code, e.epoch, e.seq LIMIT 1) AS a WHERE a.outcome = 'refused'`;
}

/** An envelope that is taken in, with its answer; `epoch` is the branch's where it came from a fork. */
export interface TakenEnvelope {
  readonly envelope: Envelope;
  readonly epoch: number;
  readonly verdict: Pick<AnsweredEnvelope, 'outcome' | 'reason' | 'detail'>;
  readonly command: string;
  readonly takenAt: string;
}

/** Keeps envelopes with their answers. */
export function keepEnvelopesSql({ tenantId, propertyId }: Place, taken: readonly TakenEnvelope[]): string {
  const records = taken.map(({ envelope, epoch, verdict: { outcome, reason, detail }, command, takenAt }) => ({
    desk_code: envelope.desk,
    epoch,
    seq: envelope.seq,
    hash: envelope.hash,
    envelope_id: envelope.id.toLowerCase(),
    command,
    body: JSON.stringify(envelope),
    outcome,
    reason,
    detail,
    taken_at: takenAt,
  }));
  return `INSERT INTO envelope (tenant_id, property_id, ${envelopeFields}) SELECT ${idLiteral(tenantId)}, ${idLiteral(propertyId)}, ${envelopeFields} FROM jsonb_to_recordset(${jsonLiteral(records)}) AS t(${envelopeRecord})`;
}

const envelopeFields = 'desk_code, epoch, seq, hash, envelope_id, command, body, outcome, reason, detail, taken_at';
const envelopeRecord =
  'desk_code text, epoch bigint, seq bigint, hash text, envelope_id uuid, command text, body text, outcome text, reason text, detail jsonb, taken_at timestamptz';

function unnest(...columns: readonly (readonly [type: string, values: readonly string[]])[]): string {
  return `unnest(${columns.map(([type, values]) => `${arrayLiteral(values)}::${type}[]`).join(', ')})`;
}
