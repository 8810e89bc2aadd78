import { houseTenantId } from '#sync-server/demo/house-tenant.ts';
import { type CommandOptions, commandOptions, usage } from './command-options.ts';
import { deskInvitation } from './desk-invitation.ts';
import { importDatabase } from './import-database.ts';
import { ImportFault } from './import-fault.ts';
import { importProperty, quarantineFileOf } from './import-property.ts';
import { mapNamed } from './map-named.ts';
import { progressLine } from './progress-line.ts';
import { summaryText } from './summary-text.ts';

/** The exit codes of `npm run import`: all taken in, refused, cancelled. */
const exits = { done: 0, refused: 1, cancelled: 130 } as const;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const options = commandOptions(process.argv.slice(2), process.env);
    if (options === undefined) {
      process.stdout.write(`${usage}\n`);
      return exits.done;
    }
    return await runImport(options);
  } catch (problem) {
    if (!(problem instanceof ImportFault)) throw problem;
    process.stderr.write(`${problem.message}\n`);
    return exits.refused;
  }
}

async function runImport(options: CommandOptions): Promise<number> {
  const map = await mapNamed(options.map);
  const cancel = new AbortController();
  process.once('SIGINT', () => {
    process.stderr.write('\nCancelling behind the batch that is under way; press again to leave at once.\n');
    process.once('SIGINT', () => process.exit(exits.cancelled));
    cancel.abort();
  });
  const database = await importDatabase(options);
  try {
    const progress = progressLine(process.stderr);
    const outcome = await importProperty({
      database: database.url,
      tenantId: houseTenantId,
      file: options.file,
      map,
      quarantineFile: options.quarantineFile ?? quarantineFileOf(options.serverData, options.file),
      resumeOnly: options.resumeOnly,
      signal: cancel.signal,
      onProgress: progress.show,
      ...(options.propertyName === undefined ? {} : { propertyName: options.propertyName }),
      ...(options.businessDate === undefined ? {} : { businessDate: options.businessDate }),
    });
    progress.end();
    if (!outcome.ok) {
      process.stderr.write(`${outcome.message}\n`);
      return outcome.reason === 'cancelled' ? exits.cancelled : exits.refused;
    }
    process.stdout.write(`${summaryText(outcome.summary)}\n`);
    if (outcome.summary.left > 0) return exits.cancelled;
    process.stdout.write(`\n${await deskInvitation(database.server, houseTenantId, outcome.summary)}\n`);
    return exits.done;
  } finally {
    await database.close();
  }
}
