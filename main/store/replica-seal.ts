import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { disk } from '#main/black-box/file-layer.ts';

/*
 * A replica that was closed in order bears a seal: its size and a checksum over all of it. So damage to a file at rest is seen
 * at the next start wherever it lies, also in the middle of a text, which SQLite's own check does not notice [S16]. A replica
 * without a seal, or with one that a power cut has torn, was not closed in order as far as anybody can tell, and is checked by SQLite.
 */

const seal = z.object({ bytes: z.number(), crc: z.number() });
const PIECE = 4 * 1024 * 1024;

export type SealState = 'none' | 'whole' | 'broken';

/** Seals a replica that was closed: everything lies in the one file. The seal is there whole or not at all, also over a power cut. */
export function sealReplica(file: string): void {
  if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0) return;
  const made = `${sealOf(file)}.new`;
  disk.writeSecret(made, JSON.stringify(checksum(file)));
  disk.rename(made, sealOf(file));
}

/** Whether the replica is as it was sealed. */
export function sealState(file: string): SealState {
  if (!existsSync(sealOf(file))) return 'none';
  const kept = readSeal(file);
  // It says nothing of the replica: taken for damage, it would put a whole one aside, with what the second copy may lack.
  if (kept === undefined) return 'none';
  const found = checksum(file);
  return kept.bytes === found.bytes && kept.crc === found.crc ? 'whole' : 'broken';
}

/** Takes the seal off, before anything is written: one that a power cut brought back would speak of an older replica [S15]. */
export function breakSeal(file: string): void {
  if (!existsSync(sealOf(file))) return;
  rmSync(sealOf(file));
  disk.flushFolder(dirname(file));
}

/** The files that make up a replica, its log and its seal included. */
export function replicaFiles(file: string): readonly string[] {
  return [file, `${file}-wal`, `${file}-shm`, sealOf(file)].filter((one) => existsSync(one));
}

function sealOf(file: string): string {
  return `${file}.seal`;
}

function readSeal(file: string): z.infer<typeof seal> | undefined {
  try {
    return seal.parse(JSON.parse(readFileSync(sealOf(file), 'utf8')));
  } catch {
    // Torn, or altered.
    return undefined;
  }
}

function checksum(file: string): z.infer<typeof seal> {
  const descriptor = openSync(file, 'r');
  try {
    const piece = Buffer.allocUnsafe(PIECE);
    let crc = 0;
    let bytes = 0;
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
      crc = crc32(piece.subarray(0, read), crc);
      bytes += read;
    }
    return { bytes, crc };
  } finally {
    closeSync(descriptor);
  }
}
