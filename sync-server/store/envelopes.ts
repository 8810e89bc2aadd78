import type { Envelope } from '#shared/sync/envelope.ts';
import { idLiteral, jsonLiteral, numberLiteral, textLiteral } from './sql-literal.ts';
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

/** The answered envelopes of this seq and the one before it, in the epoch and in the branches forked from it. */
export function answeredSql(place: Place, deskCode: string, epoch: number, seq: number): string {
  const n = numberLiteral(epoch);
  const branches = `SELECT epoch FROM desk_epoch WHERE ${ofDesk(place, deskCode)} AND branch_of = ${n}`;
  return `SELECT epoch, seq, hash, outcome, reason, detail FROM envelope WHERE ${ofDesk(place, deskCode)} AND (epoch = ${n} OR epoch IN (${branches})) AND seq IN (${numberLiteral(seq - 1)}, ${numberLiteral(seq)}) ORDER BY epoch, seq`;
}

/**
 * Whether an envelope's id is another's: of an envelope under another identity, or of a command that began here. Rows take
 * their ids from it [S3], so that one which bears it again would write over what is there.
 */
export function idTakenSql(
  place: Place,
  { desk, epoch, seq, id }: Pick<Envelope, 'desk' | 'epoch' | 'seq' | 'id'>,
): string {
  const known = `tenant_id = ${idLiteral(place.tenantId)} AND property_id = ${idLiteral(place.propertyId)} AND envelope_id = ${idLiteral(id.toLowerCase())}`;
  const own = `desk_code = ${textLiteral(desk)} AND seq = ${numberLiteral(seq)} AND (epoch = ${numberLiteral(epoch)} OR EXISTS (SELECT 1 FROM desk_epoch b WHERE b.tenant_id = envelope.tenant_id AND b.property_id = envelope.property_id AND b.desk_code = envelope.desk_code AND b.epoch = envelope.epoch AND b.branch_of = ${numberLiteral(epoch)}))`;
  return `SELECT EXISTS (SELECT 1 FROM envelope WHERE ${known} AND NOT (${own})) OR EXISTS (SELECT 1 FROM event WHERE ${known} AND writer LIKE 'server/%') AS taken`;
}

/** Which of these own envelopes were refused. */
export function refusedSeqsSql(place: Place, deskCode: string, epoch: number, seqs: readonly number[]): string {
  const list = seqs.length === 0 ? 'NULL' : seqs.map(numberLiteral).join(', ');
  return `SELECT seq FROM envelope WHERE ${ofDesk(place, deskCode)} AND epoch = ${numberLiteral(epoch)} AND seq IN (${list}) AND outcome = 'refused'`;
}

/** Keeps an envelope with its answer; `epoch` is the branch's where it came from a fork. */
export function keepEnvelopeSql(
  place: Place,
  envelope: Envelope,
  epoch: number,
  verdict: Pick<AnsweredEnvelope, 'outcome' | 'reason' | 'detail'>,
  command: string,
  takenAt: string,
): string {
  const values = [
    idLiteral(place.tenantId),
    idLiteral(place.propertyId),
    textLiteral(envelope.desk),
    numberLiteral(epoch),
    numberLiteral(envelope.seq),
    textLiteral(envelope.hash),
    idLiteral(envelope.id.toLowerCase()),
    textLiteral(command),
    textLiteral(JSON.stringify(envelope)),
    textLiteral(verdict.outcome),
    textLiteral(verdict.reason),
    jsonLiteral(verdict.detail),
    textLiteral(takenAt),
  ];
  return `INSERT INTO envelope (tenant_id, property_id, desk_code, epoch, seq, hash, envelope_id, command, body, outcome, reason, detail, taken_at) VALUES (${values.join(', ')})`;
}

function ofDesk({ tenantId, propertyId }: Place, deskCode: string): string {
  return `tenant_id = ${idLiteral(tenantId)} AND property_id = ${idLiteral(propertyId)} AND desk_code = ${textLiteral(deskCode)}`;
}
