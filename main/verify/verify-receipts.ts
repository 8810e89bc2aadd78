import { checkReceipts } from '#shared/money/receipt-series.ts';
import { type ReceiptsOfPlace, receiptsOfReplica, receiptsOfServer } from './read-receipts.ts';
import { seriesWords } from './receipt-words.ts';
import { CannotJudge, openReplicaFile } from './replica-file.ts';
import { type VerifyOptions, exits, verifyOptions } from './verify-options.ts';

/*
 * `npm run verify-receipts [-- --data FOLDER | --database URL]`: every series gapless and its chain of hashes whole,
 * recomputed from what the receipts say [M3, S5]. Ends with 0 where all is whole, 1 at a break, 2 where nothing could be read.
 */

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const places = await placesOf(verifyOptions(process.argv.slice(2), process.env));
    if (places.length === 0)
      throw new CannotJudge('There are no receipts to look at. Name a desk’s folder with --data.');
    return places.map(judged).some((right) => !right) ? exits.wrong : exits.right;
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error;
    process.stderr.write(`${error.message}\n`);
    return exits.unknown;
  }
}

async function placesOf({ folders, databaseUrl }: VerifyOptions): Promise<ReceiptsOfPlace[]> {
  const here = folders.map((folder) => {
    const replica = openReplicaFile(folder);
    try {
      return receiptsOfReplica(replica);
    } finally {
      replica.close();
    }
  });
  return [...here, ...(databaseUrl === undefined ? [] : await receiptsOfServer(databaseUrl))];
}

/** Says what is found at one place; true where every series is whole. */
function judged({ place, whole, receipts }: ReceiptsOfPlace): boolean {
  const reports = checkReceipts(receipts, { whole });
  const lines = reports.map((report) => `  ${seriesWords(report)}`);
  process.stdout.write([place, ...(lines.length > 0 ? lines : ['  No receipts.']), ''].join('\n'));
  return reports.every((report) => report.break === null);
}
