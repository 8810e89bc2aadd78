import { idLiteral, numberLiteral, textLiteral } from './sql-literal.ts';
import type { Place } from './transaction.ts';

/** One life of a desk's data, as far as the server has taken it in. */
export interface DeskEpoch {
  readonly deskCode: string;
  readonly epoch: number;
  readonly publicKey: string;
  readonly tokenHash: string;
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly acknowledged: number;
  readonly clockFloor: string;
  readonly lastContact: string;
  readonly branchOf: number | null;
  readonly closed: boolean;
}

const columns = [
  'desk_code AS "deskCode"',
  'epoch',
  'public_key AS "publicKey"',
  'token_hash AS "tokenHash"',
  'last_seq AS "lastSeq"',
  'last_hash AS "lastHash"',
  'acknowledged',
  'clock_floor AS "clockFloor"',
  'last_contact AS "lastContact"',
  'branch_of AS "branchOf"',
  'closed',
].join(', ');

/** The epoch and the branches forked from it, the epoch itself first. */
export function epochsSql(place: Place, deskCode: string, epoch: number): string {
  const n = numberLiteral(epoch);
  return `SELECT ${columns} FROM desk_epoch WHERE ${ofDesk(place, deskCode)} AND (epoch = ${n} OR branch_of = ${n}) ORDER BY epoch`;
}

export function insertEpochSql(place: Place, epoch: DeskEpoch, createdAt: string): string {
  const values = [
    idLiteral(place.tenantId),
    idLiteral(place.propertyId),
    textLiteral(epoch.deskCode),
    numberLiteral(epoch.epoch),
    textLiteral(epoch.publicKey),
    textLiteral(epoch.tokenHash),
    numberLiteral(epoch.lastSeq),
    textLiteral(epoch.lastHash),
    numberLiteral(epoch.acknowledged),
    textLiteral(epoch.clockFloor),
    textLiteral(epoch.lastContact),
    epoch.branchOf === null ? 'NULL' : numberLiteral(epoch.branchOf),
    String(epoch.closed),
    textLiteral(createdAt),
  ];
  return `INSERT INTO desk_epoch (tenant_id, property_id, desk_code, epoch, public_key, token_hash, last_seq, last_hash, acknowledged, clock_floor, last_contact, branch_of, closed, created_at) VALUES (${values.join(', ')})`;
}

/** Notes that an envelope has been taken in. */
export function advanceSql(
  place: Place,
  { deskCode, epoch }: DeskEpoch,
  seq: number,
  hash: string,
  clockFloor: string,
  contact: string,
): string {
  return `UPDATE desk_epoch SET last_seq = ${numberLiteral(seq)}, last_hash = ${textLiteral(hash)}, clock_floor = greatest(clock_floor, ${textLiteral(clockFloor)}), last_contact = ${textLiteral(contact)} WHERE ${ofDesk(place, deskCode)} AND epoch = ${numberLiteral(epoch)}`;
}

/**
 * Notes what the desk has applied, and lets its verdict rows go [S10]. Where the epoch forked they stay:
 * two installations share the identity, and one must not clear what the other has not seen.
 */
export function acknowledgeSql(
  place: Place,
  deskCode: string,
  epoch: number,
  acknowledged: number,
  contact: string,
  idle: boolean,
): readonly string[] {
  const desk = ofDesk(place, deskCode);
  const n = numberLiteral(epoch);
  const floor = idle ? `, clock_floor = greatest(clock_floor, ${textLiteral(contact)})` : '';
  return [
    `UPDATE desk_epoch SET acknowledged = greatest(acknowledged, least(last_seq, ${numberLiteral(acknowledged)})), last_contact = ${textLiteral(contact)}${floor} WHERE ${desk} AND epoch = ${n}`,
    `DELETE FROM verdict WHERE ${desk} AND epoch = ${n} AND seq <= ${numberLiteral(acknowledged)} AND NOT EXISTS (SELECT 1 FROM desk_epoch WHERE ${desk} AND branch_of = ${n})`,
  ];
}

/** Closes the epochs before a new one: what they still bring is facts only. */
export function closeEpochsSql(place: Place, deskCode: string): string {
  return `UPDATE desk_epoch SET closed = true WHERE ${ofDesk(place, deskCode)}`;
}

/** The number of the next epoch, or branch, of a desk. */
export function nextEpochSql(place: Place, deskCode: string): string {
  return `SELECT coalesce(max(epoch), 0) + 1 AS next FROM desk_epoch WHERE ${ofDesk(place, deskCode)}`;
}

function ofDesk({ tenantId, propertyId }: Place, deskCode: string): string {
  return `tenant_id = ${idLiteral(tenantId)} AND property_id = ${idLiteral(propertyId)} AND desk_code = ${textLiteral(deskCode)}`;
}
