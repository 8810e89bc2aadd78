import type { Command } from './define.ts';

/**
 * An input as the command's own version wants it [S17]: upgraded step by step from the version it was recorded under.
 * Undefined where the version is a later one than is known here, or a step is missing. The envelope itself stays as it was
 * signed.
 */
export function upgradedInput(
  command: Pick<Command, 'version' | 'upgrades'>,
  recorded: { readonly version: number; readonly input: unknown },
): { readonly input: unknown } | undefined {
  if (recorded.version > command.version) return undefined;
  let { input } = recorded;
  for (let version = recorded.version; version < command.version; version++) {
    const step = command.upgrades?.[version];
    if (step === undefined) return undefined;
    input = step(input);
  }
  return { input };
}
