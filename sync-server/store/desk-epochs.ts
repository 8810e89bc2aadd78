import { arrayLiteral, idLiteral, jsonLiteral, numberLiteral, textLiteral } from './sql-literal.ts';
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

/** All epochs and branches of desks, in order. */
export function epochsOfSql({ tenantId, propertyId }: Place, deskCodes: readonly string[]): string {
  return `SELECT ${columns} FROM desk_epoch WHERE tenant_id = ${idLiteral(tenantId)} AND property_id = ${idLiteral(propertyId)} AND desk_code = ANY(${arrayLiteral(deskCodes)}::text[]) ORDER BY desk_code, epoch`;
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

/** How far an epoch has come with what was taken in. */
export interface Advance extends Pick<DeskEpoch, 'deskCode' | 'epoch' | 'lastSeq' | 'lastHash' | 'clockFloor'> {
  readonly contact: string;
}

/** Notes that envelopes have been taken in. */
export function advanceSql({ tenantId, propertyId }: Place, advances: readonly Advance[]): string {
  return `UPDATE desk_epoch e SET last_seq = t."lastSeq", last_hash = t."lastHash", clock_floor = greatest(e.clock_floor, t."clockFloor"), last_contact = t.contact FROM jsonb_to_recordset(${jsonLiteral(advances)}) AS t("deskCode" text, epoch bigint, "lastSeq" bigint, "lastHash" text, "clockFloor" timestamptz, contact timestamptz) WHERE e.tenant_id = ${idLiteral(tenantId)} AND e.property_id = ${idLiteral(propertyId)} AND e.desk_code = t."deskCode" AND e.epoch = t.epoch`;
}

/**
 * Notes what an installation has applied, and lets the verdict rows go that nobody waits for any more [S10]. Where the epoch
 * forked, two installations share the rows from before the fork: such a row goes when the branch has applied it too [S22].
 * `main` is the epoch whose number both bear, `epoch` that of the one that speaks.
 */
export function acknowledgeSql(
  place: Place,
  deskCode: string,
  { main, epoch }: { readonly main: number; readonly epoch: number },
  acknowledged: number,
  contact: string,
  idle: boolean,
): readonly string[] {
  const floor = idle ? `, clock_floor = greatest(clock_floor, ${textLiteral(contact)})` : '';
  return [
    `UPDATE desk_epoch SET acknowledged = greatest(acknowledged, least(last_seq, ${numberLiteral(acknowledged)})), last_contact = ${textLiteral(contact)}${floor} WHERE ${ofDesk(place, deskCode)} AND epoch = ${numberLiteral(epoch)}`,
    clearVerdictsSql(place, deskCode, main),
  ];
}

/** Notes that an epoch's desk was heard, and nothing else. */
export function heardSql(place: Place, { deskCode, epoch }: DeskEpoch, contact: string): string {
  return `UPDATE desk_epoch SET last_contact = greatest(last_contact, ${textLiteral(contact)}) WHERE ${ofDesk(place, deskCode)} AND epoch = ${numberLiteral(epoch)}`;
}

function clearVerdictsSql(place: Place, deskCode: string, main: number): string {
  const n = numberLiteral(main);
  const same = (row: string) =>
    `${row}.tenant_id = e.tenant_id AND ${row}.property_id = e.property_id AND ${row}.desk_code = e.desk_code`;
  const begins = `SELECT min(k.seq) FROM envelope k WHERE ${same('k')} AND k.epoch = b.epoch`;
  const awaited = `SELECT 1 FROM desk_epoch b WHERE ${same('b')} AND b.branch_of = ${n} AND NOT b.closed AND b.epoch > v.epoch AND b.acknowledged < v.seq AND v.seq < (${begins})`;
  return `DELETE FROM verdict v USING desk_epoch e WHERE ${same('v')} AND v.epoch = e.epoch AND v.seq <= e.acknowledged AND e.tenant_id = ${idLiteral(place.tenantId)} AND e.property_id = ${idLiteral(place.propertyId)} AND e.desk_code = ${textLiteral(deskCode)} AND (e.epoch = ${n} OR e.branch_of = ${n}) AND NOT EXISTS (${awaited})`;
}

/** Of the epoch and its branches the one that took in this very envelope: which installation of a copied disk it is that speaks [S22]. */
export function epochOfHeadSql(
  place: Place,
  deskCode: string,
  epochs: readonly number[],
  head: { readonly seq: number; readonly hash: string },
): string {
  return `SELECT epoch FROM envelope WHERE ${ofDesk(place, deskCode)} AND epoch IN (${epochs.map(numberLiteral).join(', ')}) AND seq = ${numberLiteral(head.seq)} AND hash = ${textLiteral(head.hash)}`;
}

/**
 * Two statements: lock a desk's epochs, first of all in the global order [S21]; then read the epochs that there are. Apart, since
 * a statement that waited for a lock does not see what was inserted meanwhile: a branch, a next epoch.
 */
export function lockedEpochsSql(place: Place, deskCode: string): readonly [string, string] {
  return [
    `SELECT 1 FROM desk_epoch WHERE ${ofDesk(place, deskCode)} ORDER BY epoch FOR UPDATE`,
    epochsOfSql(place, [deskCode]),
  ];
}

/** The same for several desks: locked is the epoch named of each, read are all. */
export function lockedEpochsOfSql(
  place: Place,
  named: readonly { readonly desk: string; readonly epoch: number }[],
): readonly [string, string] {
  const desks = named.map(({ desk }) => desk);
  const epochs = arrayLiteral(named.map(({ epoch }) => String(epoch)));
  return [
    `SELECT 1 FROM desk_epoch WHERE tenant_id = ${idLiteral(place.tenantId)} AND property_id = ${idLiteral(place.propertyId)} AND (desk_code, epoch) IN (SELECT * FROM unnest(${arrayLiteral(desks)}::text[], ${epochs}::bigint[])) ORDER BY desk_code, epoch FOR UPDATE`,
    epochsOfSql(place, desks),
  ];
}

/** Closes the epochs before a new one, branches too: what they still bring is facts only [S16]. Their verdict rows stay until they are acknowledged, for the desk that carries their journal on. */
export function closeEpochsSql(place: Place, deskCode: string): string {
  return `UPDATE desk_epoch SET closed = true WHERE ${ofDesk(place, deskCode)} AND NOT closed`;
}

/** Gives an epoch another token, or with an empty hash none: whoever bore the last one signs in again. */
export function tokenSql(place: Place, deskCode: string, epoch: number, tokenHash: string): string {
  return `UPDATE desk_epoch SET token_hash = ${textLiteral(tokenHash)} WHERE ${ofDesk(place, deskCode)} AND epoch = ${numberLiteral(epoch)}`;
}

/** Takes the tokens of all epochs of a desk away. */
export function signOutSql(place: Place, deskCode: string): string {
  return `UPDATE desk_epoch SET token_hash = '' WHERE ${ofDesk(place, deskCode)}`;
}

/** The receipt series of a desk as far as they came, of all its epochs: `A26`, `A26.2`, and of branches `A26~3`. */
export function seriesSql(place: Place, deskCode: string): string {
  const name = textLiteral(`^${deskCode}[0-9]{2}([.][0-9]+)?(~[0-9]+)?$`);
  return `SELECT series, count(*) AS receipts, max(number) AS last, (array_agg(hash ORDER BY number DESC))[1] AS "lastHash" FROM receipt WHERE tenant_id = ${idLiteral(place.tenantId)} AND property_id = ${idLiteral(place.propertyId)} AND series ~ ${name} GROUP BY series ORDER BY series`;
}

/** The number of the next epoch, or branch, of a desk. */
export function nextEpochSql(place: Place, deskCode: string): string {
  return `SELECT coalesce(max(epoch), 0) + 1 AS next FROM desk_epoch WHERE ${ofDesk(place, deskCode)}`;
}

function ofDesk({ tenantId, propertyId }: Place, deskCode: string): string {
  return `tenant_id = ${idLiteral(tenantId)} AND property_id = ${idLiteral(propertyId)} AND desk_code = ${textLiteral(deskCode)}`;
}
