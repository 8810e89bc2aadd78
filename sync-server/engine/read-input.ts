import type { Command } from '#shared/commands/define.ts';
import { upgradedInput } from '#shared/commands/upgrade.ts';
import type { Envelope } from '#shared/sync/envelope.ts';

/** An envelope's input as its command wants it now, or why it cannot be read. */
export type ReadInput =
  | { readonly ok: true; readonly input: unknown }
  | {
      readonly ok: false;
      /** Of a version that cannot be led up to the command's, or not what the command takes. */
      readonly why: 'unknown-version' | 'wrong-input';
      readonly issues: readonly { readonly path: string; readonly message: string }[];
    };

/** Reads an input, of an older version too where its upgraders are kept [S17]. The envelope stays as it was signed. */
export function readInput(command: Command, envelope: Pick<Envelope, 'version' | 'input'>): ReadInput {
  const upgraded = upgradedInput(command, envelope);
  if (upgraded === undefined) return { ok: false, why: 'unknown-version', issues: [] };
  const parsed = command.input.safeParse(upgraded.input);
  if (parsed.success) return { ok: true, input: parsed.data };
  const issues = parsed.error.issues.slice(0, 5).map(({ path, message }) => ({ path: path.join('.'), message }));
  return { ok: false, why: 'wrong-input', issues };
}
