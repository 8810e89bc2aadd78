import { type Comparison, type EntityComparison, compareReplica } from './compare-replica.ts';
import { CannotJudge, openReplicaFile } from './replica-file.ts';
import { pictureOf } from './replica-picture.ts';
import { serverSide } from './server-side.ts';
import { exits, verifyOptions } from './verify-options.ts';

/*
 * `npm run verify-replica [-- --data FOLDER] [--server URL]`: whether a desk's replica is the server's mirrored rows, entity by
 * entity [S19]. Only reads, also beside the desk at work. Ends with 0 where all is equal, 1 at a difference, 2 where
 * nothing can be said.
 */

process.exitCode = await main();

async function main(): Promise<number> {
  const { folders, server } = verifyOptions(process.argv.slice(2), {});
  if (folders.length === 0) {
    process.stderr.write('There is no desk here. Name its folder with --data.\n');
    return exits.unknown;
  }
  let worst: number = exits.right;
  for (const folder of folders) worst = Math.max(worst, await verified(folder, server));
  return worst;
}

async function verified(folder: string, server: string | undefined): Promise<number> {
  try {
    const replica = openReplicaFile(folder);
    try {
      const { identity, meta, file } = replica;
      const clockOffset = meta.get('clockOffset') ?? 0;
      const other = serverSide({ identity, server: server ?? identity.server, clockOffset });
      process.stdout.write(`Desk ${identity.desk}, epoch ${identity.epoch}, ${file}\n`);
      return said(await compareReplica(() => pictureOf(replica), other, replica.isAtWork));
    } finally {
      replica.close();
    }
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error;
    process.stderr.write(`${error.message}\n`);
    return exits.unknown;
  }
}

function said(comparison: Comparison): number {
  if (comparison.is === 'unknown') {
    process.stdout.write(`  Cannot be judged: ${unknownWords(comparison)}\n`);
    return exits.unknown;
  }
  const { entities, equal } = comparison;
  process.stdout.write(`${entities.map(lineOf).join('\n')}\n`);
  const others = entities.filter(({ is }) => is === 'other').length;
  const verdict = equal ? 'Equal' : 'NOT EQUAL';
  const rest = others > 0 ? `; ${others} of another release were not compared` : '';
  process.stdout.write(`  ${verdict}: ${entities.length - others} entities compared${rest}.\n`);
  return equal ? exits.right : exits.wrong;
}

function lineOf({ entity, here, there, is }: EntityComparison): string {
  const words = { equal: 'equal', different: 'DIFFERENT', other: 'not compared, other columns' };
  const counts = `${here?.rows ?? '–'} here, ${there?.rows ?? '–'} there`;
  return `  ${entity.padEnd(16)} ${counts.padEnd(28)} ${words[is]}`;
}

function unknownWords({ why, pending }: Extract<Comparison, { is: 'unknown' }>): string {
  switch (why) {
    case 'not-whole':
      return 'the first sync of this replica is not complete.';
    case 'pending':
      return `${pending} commands wait to be sent; what they changed is not the server's yet. Bring the line back first.`;
    case 'behind':
      return 'rows have come at the server since. Start the desk, and ask again when it is up to date.';
  }
}
