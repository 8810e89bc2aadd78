import type { Command } from './define.ts';

const registered: readonly unknown[] = [];

const commands: ReadonlyMap<string, Command> = new Map(
  // A command's own types meet only in its own functions; the registry hands each its own values back.
  registered.map((definition) => [(definition as Command).name, definition as Command]),
);

/** The command of this name, or undefined. */
export function commandNamed(name: string): Command | undefined {
  return commands.get(name);
}

export const commandNames: readonly string[] = [...commands.keys()];
