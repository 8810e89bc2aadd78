import { parseArgs } from 'node:util';
import { resolve } from 'node:path';

/** What `npm run recover` was told. */
export interface RecoverOptions {
  /** The black box: its own folder, or the one in which it lies. */
  readonly from: string;
  readonly keyFile: string | undefined;
  readonly code: string | undefined;
  /** The data folder to make. */
  readonly data: string | undefined;
  /** Only says what is in it. */
  readonly list: boolean;
}

/** Why a black box cannot be brought back, in words for the person. */
export class CannotRecover extends Error {
  override readonly name = 'CannotRecover';
}

const usage = `npm run recover -- --from BLACKBOX [--key FILE | --code CODE] [--data FOLDER] [--list]

  --from   the folder of the black box
  --key    the file black-box.key of the data folder that was lost
  --code   or the recovery code that was written down
  --data   where to make the desk's data anew
  --list   only say what is in it`;

/** Reads the command line; throws {@link CannotRecover} with what is wrong, and how it is meant. */
export function recoverOptions(args: readonly string[]): RecoverOptions {
  const text = { type: 'string' } as const;
  const options = { from: text, key: text, code: text, data: text, list: { type: 'boolean' } } as const;
  const values = (() => {
    try {
      return parseArgs({ args: [...args], options, strict: true }).values;
    } catch (error) {
      throw new CannotRecover(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    }
  })();
  const { from, key, code, data, list = false } = values;
  if (from === undefined || from === '') throw new CannotRecover(`--from says where the black box is.\n\n${usage}`);
  if (key !== undefined && code !== undefined) throw new CannotRecover('Give either --key or --code, not both.');
  if (data === undefined && !list)
    throw new CannotRecover(
      `Give --data FOLDER to make a desk's data anew, or --list to see what is there.\n\n${usage}`,
    );
  return {
    from: resolve(from),
    keyFile: key === undefined ? undefined : resolve(key),
    code,
    data: data === undefined ? undefined : resolve(data),
    list,
  };
}
