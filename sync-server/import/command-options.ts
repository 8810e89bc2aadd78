import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ImportFault } from './import-fault.ts';

export const usage = `npm run import -- FILE --map hotel-demand|plain|MAP.json
  --property NAME          the new property's name; the map's own by default
  --business-date DAY      YYYY-MM-DD, the morning on which the desk begins; the day after the last departure by default
  --server-data FOLDER     the server's data folder; .cairn/server by default. DATABASE_URL in the environment goes before it
  --quarantine FILE        where rows go that cannot be taken; beside the server's data by default
  --resume                 only go on with an import that was cancelled
docs/import.md says more.`;

/** What `npm run import` was told. */
export interface CommandOptions {
  readonly file: string;
  readonly map: string;
  readonly propertyName: string | undefined;
  readonly businessDate: string | undefined;
  readonly serverData: string;
  readonly databaseUrl: string | undefined;
  readonly quarantineFile: string | undefined;
  readonly resumeOnly: boolean;
}

/** Throws an {@link ImportFault} that says what is wrong on the line. Undefined where help was asked for. */
export function commandOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandOptions | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const [file, ...more] = positionals;
  if (file === undefined) throw new ImportFault('wrong-option', `which file?\n${usage}`);
  if (more.length > 0) throw new ImportFault('wrong-option', `one file at a time, not also ${more.join(', ')}`);
  if (values.map === undefined) throw new ImportFault('wrong-option', `which map?\n${usage}`);
  return {
    file,
    map: values.map,
    propertyName: values.property,
    businessDate: values['business-date'],
    serverData: resolve(
      values['server-data'] ?? (environment['CAIRN_DATA'] || join(environment['CAIRN_HOME'] || '.cairn', 'server')),
    ),
    databaseUrl: environment['DATABASE_URL'] || undefined,
    quarantineFile: values.quarantine,
    resumeOnly: values.resume,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        map: { type: 'string' },
        property: { type: 'string' },
        'business-date': { type: 'string' },
        'server-data': { type: 'string' },
        quarantine: { type: 'string' },
        resume: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (problem) {
    throw new ImportFault('wrong-option', `${problem instanceof Error ? problem.message : String(problem)}\n${usage}`);
  }
}
