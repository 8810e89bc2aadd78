import { parseArgs } from 'node:util';

/** What a desk's host is told on its command line. */
export interface DeskArguments {
  readonly dataFolder: string | undefined;
  /** The folder of the second copy, for another disk; `CAIRN_BLACK_BOX` says it too. */
  readonly blackBox: string | undefined;
  /** The server to enrol at, with the code that a manager gave; needed at the first start only. */
  readonly server: string | undefined;
  readonly code: string | undefined;
  readonly name: string | undefined;
  readonly port: number | undefined;
  /** The same for the services' own process. */
  toArgs(dataFolder: string): string[];
}

/** Reads the arguments. Unknown ones are passed over: the system and the browser engine add their own. */
export function deskArguments(args: readonly string[]): DeskArguments {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { data: text, 'black-box': text, server: text, code: text, name: text, port: text },
    strict: false,
    allowPositionals: true,
  });
  const given = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const [server, code, name] = [given(values.server), given(values.code), given(values.name)];
  const port = given(values.port);
  const blackBox = given(values['black-box']) ?? given(process.env['CAIRN_BLACK_BOX']);
  return {
    dataFolder: given(values.data),
    blackBox,
    server,
    code,
    name,
    port: port === undefined ? undefined : Number(port),
    toArgs: (dataFolder) => [
      `--data=${dataFolder}`,
      ...(blackBox === undefined ? [] : [`--black-box=${blackBox}`]),
      ...(server === undefined ? [] : [`--server=${server}`]),
      ...(code === undefined ? [] : [`--code=${code}`]),
      ...(name === undefined ? [] : [`--name=${name}`]),
    ],
  };
}
