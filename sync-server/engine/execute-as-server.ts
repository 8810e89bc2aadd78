import type pg from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '#shared/commands/context.ts';
import { roleMay } from '#shared/commands/judge.ts';
import { commandNamed } from '#shared/commands/registry.ts';
import { refuse } from '#shared/kernel/outcome.ts';
import type { Place } from '#sync-server/store/transaction.ts';
import type { ServerOutcome, ServerWork } from './server-turns.ts';
import { type Together, openTogether } from './together.ts';

/** The system itself, for what nobody in particular does. */
export const systemActor: Actor = { userId: 'system', name: 'System', role: 'system' };

/** A command that begins at the server: a job's, an import's, an administrator's, a buyer's without a desk. */
export interface ServerCommand {
  readonly name: string;
  readonly draft: unknown;
  readonly actor: Actor;
  /** Makes it happen once: the same id again answers with what happened then. A new one by default. */
  readonly id?: string;
  /** Whether it may draw from the server's own receipt series. */
  readonly receipts?: boolean;
  /** The moment it counts for; now by default. Seeds of a demonstration give one. */
  readonly now?: string;
}

/** Where the server's commands run. */
export interface ServerSide {
  readonly pool: pg.Pool;
  readonly now: () => string;
  /** Ids of commands that name none, in UUIDv7 layout; the machine's own by default. A run that is to replay alike gives its own. */
  readonly newId?: () => string;
  /** What others send to this process: a command is taken in with whatever else waits at its property [S20]. By itself where there is none. */
  readonly together?: Together;
}

/**
 * Runs a command with authority, from draft to committed rows. A refusal is a value and has changed nothing; what throws is a
 * bug or a broken machine. `ahead` runs first in the same transaction and gives the draft, where that hangs on what it locks.
 */
export async function executeAsServer(
  side: ServerSide,
  place: Place,
  command: ServerCommand,
  alongWith?: ServerWork['alongWith'],
  ahead?: ServerWork['ahead'],
): Promise<ServerOutcome> {
  const definition = commandNamed(command.name);
  if (definition === undefined) return refuse('not-found', { command: command.name });
  if (!roleMay(definition, command.actor.role)) return refuse('no-right', { command: command.name });
  const { draft, actor, receipts = false } = command;
  // What brings statements of its own goes by itself: nobody else is to wait for what it locks.
  const isPlain = alongWith === undefined && ahead === undefined;
  const together = (isPlain ? side.together : undefined) ?? openTogether({ pool: side.pool, onRetry: () => {} });
  return together.run(place, {
    definition,
    draft,
    actor,
    receipts,
    id: command.id ?? side.newId?.() ?? uuidv7(),
    mayRepeat: command.id !== undefined,
    at: command.now,
    clock: side.now,
    ...(alongWith && { alongWith }),
    ...(ahead && { ahead }),
  });
}
