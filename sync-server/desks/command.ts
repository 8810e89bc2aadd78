import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { houseTenantId } from '#sync-server/demo/house-tenant.ts';
import { readServerFile } from '#sync-server/server-file.ts';
import { type Administration, openAdministration } from './administration.ts';
import { CannotAdminister } from './cannot-administer.ts';
import { deskTable } from './desk-table.ts';

const usage = `npm run desks -- list                     the desks of a property, and how each stands
npm run desks -- revoke CODE              the desk reads no more; of what it sends only facts are taken
npm run desks -- readmit CODE             it may work again, with all that it kept
npm run desks -- sign-out CODE            it must sign in again with a code; nothing of it is lost
npm run desks -- code [CODE]              a code for a new desk; or for that one, to be set up anew or to sign in again
  --minutes N                             how long the code can be used; 30 by default
  --property NAME                         needed where the server has several
  --tenant ID                             needed where it is not the house's own
  --server-data FOLDER                    the server's data folder; .cairn/server by default`;

process.exitCode = await run(process.argv.slice(2)).then(
  (text) => {
    process.stdout.write(`${text}\n`);
    return 0;
  },
  (problem: unknown) => {
    if (!(problem instanceof CannotAdminister)) throw problem;
    process.stderr.write(`${problem.message}\n`);
    return 1;
  },
);

async function run(args: readonly string[]): Promise<string> {
  const { values, positionals } = parsed(args);
  const [verb, desk, ...more] = positionals;
  if (values.help || verb === undefined) return usage;
  if (more.length > 0) throw new CannotAdminister(usage);
  const environment = process.env;
  const folder = resolve(
    values['server-data'] ?? (environment['CAIRN_DATA'] || join(environment['CAIRN_HOME'] || '.cairn', 'server')),
  );
  const file = await readServerFile(folder);
  if (file === undefined) throw new CannotAdminister(`no server has run on ${folder} yet`);
  const administration = await openAdministration(file, values.tenant ?? houseTenantId, values.property);
  return carryOut(administration, verb, desk, values.minutes);
}

async function carryOut(at: Administration, verb: string, desk: string | undefined, minutes: string): Promise<string> {
  if (verb === 'list') return deskTable(await at.list());
  if (verb === 'code') {
    const { code, expiresAt } = await at.code(desk, Number(minutes));
    return `${code}\nfor ${desk === undefined ? 'a new desk' : `desk ${desk}`}, until ${expiresAt}`;
  }
  if (desk === undefined) throw new CannotAdminister(`which desk?\n${usage}`);
  switch (verb) {
    case 'revoke':
      await at.change('revoke', desk);
      return `Desk ${desk} is revoked: it reads no more, and what has happened at it is still taken.`;
    case 'readmit':
      await at.change('readmit', desk);
      return `Desk ${desk} may work again.`;
    case 'sign-out':
      await at.change('sign-out', desk);
      return `Desk ${desk} must sign in again: npm run desks -- code ${desk}`;
    default:
      throw new CannotAdminister(usage);
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        property: { type: 'string' },
        tenant: { type: 'string' },
        minutes: { type: 'string', default: '30' },
        'server-data': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (problem) {
    throw new CannotAdminister(`${problem instanceof Error ? problem.message : String(problem)}\n${usage}`);
  }
}
