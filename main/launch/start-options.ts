import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What `npm start` was told. */
export interface StartOptions {
  readonly fresh: boolean;
  readonly port: number | undefined;
  /** Whether to show the desk: in its window, or in a browser. */
  readonly open: boolean;
  readonly businessDate: string | undefined;
  /** The property to work at, where the server has several: by the name it was imported under. */
  readonly property: string | undefined;
  /** Where the desk's second copy lies, for another disk. */
  readonly blackBox: string | undefined;
}

/** What `npm run desk` was told. */
export interface DeskOptions {
  readonly name: string;
  readonly server: string | undefined;
  readonly code: string | undefined;
  readonly property: string | undefined;
  readonly port: number | undefined;
  readonly open: boolean;
  readonly blackBox: string | undefined;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** Throws a {@link WrongOption} that says what is wrong in words. */
export function startOptions(args: readonly string[]): StartOptions {
  const values = parsed(args, {
    fresh: flag,
    port: text,
    'no-open': flag,
    'business-date': text,
    property: text,
    'black-box': text,
  });
  return {
    fresh: values['fresh'] === true,
    port: portOf(values['port']),
    open: values['no-open'] !== true,
    businessDate: dayOf(values['business-date']),
    property: textOf(values['property']),
    blackBox: folderOf(values['black-box']),
  };
}

export function deskOptions(args: readonly string[]): DeskOptions {
  const values = parsed(args, {
    name: text,
    server: text,
    code: text,
    property: text,
    port: text,
    'no-open': flag,
    'black-box': text,
  });
  const name = textOf(values['name']) ?? 'B';
  if (!/^[\p{L}\p{N} _-]{1,40}$/u.test(name)) throw new WrongOption(`--name takes letters and figures, not "${name}"`);
  return {
    name,
    server: textOf(values['server']),
    code: textOf(values['code']),
    property: textOf(values['property']),
    port: portOf(values['port']),
    open: values['no-open'] !== true,
    blackBox: folderOf(values['black-box']),
  };
}

/** A command line that cannot be followed; the message is for the person. */
export class WrongOption extends Error {}

function parsed(args: readonly string[], options: Record<string, typeof text | typeof flag>) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new WrongOption(error instanceof Error ? error.message : String(error));
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A folder as it is meant where the command was given. */
function folderOf(value: unknown): string | undefined {
  const given = textOf(value);
  return given === undefined ? undefined : resolve(given);
}

function portOf(value: unknown): number | undefined {
  const given = textOf(value);
  if (given === undefined) return undefined;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new WrongOption(`--port takes 1 to 65535, not "${given}"`);
  return port;
}

function dayOf(value: unknown): string | undefined {
  const given = textOf(value);
  if (given === undefined) return undefined;
  const ms = Date.parse(`${given}T00:00:00.000Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given) || Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(given))
    throw new WrongOption(`--business-date takes a day as 2026-11-20, not "${given}"`);
  return given;
}
