import type { z } from 'zod';
import { type Outcome, type Refusal, refuse } from '#shared/kernel/outcome.ts';
import type { Alternative, Concern } from '#shared/schema/answers.ts';
import type { Role } from '#shared/schema/words.ts';
import type { Context } from './context.ts';
import type { Event } from './events.ts';
import type { Loading } from './need.ts';

/** A number drawn from a series of this desk, with the hash of the document before it [M3]. */
export interface DrawnNumber {
  readonly series: string;
  readonly number: number;
  readonly previousHash: string;
}

/** What `prepare` may draw on at the desk: only there are numbers drawn. */
export interface Preparation {
  /** The next of the series; taken for good only if the command goes through [S1]. */
  draw(series: 'receipt' | 'booking'): DrawnNumber;
  /** Makes `hash` the end of the receipt chain. */
  chain(hash: string): void;
  /** Makes the key of a guest whom this command makes; it is kept only if the command goes through, and never in an envelope [S29]. */
  newKey(guestId: string): void;
  /**
   * A text about a guest as it may be recorded: under the guest's key [S29]. What is sealed or empty stays as it is. Nothing is
   * recorded about a guest who is erased; that of a guest who never had a key is of a time before keys, and stays plain.
   */
  seal(guestId: string, text: string): string;
  /** Whether this desk may promise what it leases [S32]: not one that knows itself a copy, replaced, or revoked [S12, S16, S22]. */
  readonly mayPromise: boolean;
}

interface CommandBase<Draft, Input extends Draft, Seen> {
  readonly name: string;
  readonly version: number;
  readonly roles: readonly Role[];
  /** A desk's services make it by themselves, nobody being asked: of no other command does the server take the system's name from a desk [S28]. */
  readonly madeByDesk?: true;
  /** From the input of an earlier version to that of the next, by the version that it comes from. Those of facts are kept for ever [S17]. */
  readonly upgrades?: Readonly<Record<number, (input: unknown) => unknown>>;
  /** What the screen gives. */
  readonly draft: z.ZodType<Draft>;
  /** What is recorded: the draft, and what the desk froze into it [S5]. */
  readonly input: z.ZodType<Input>;
  load(draft: Draft, context: Context): Loading<Seen>;
  /** At the desk, once: from the draft to the frozen input. */
  prepare(seen: Seen, draft: Draft, context: Context, preparation: Preparation): Outcome<Input>;
  /** Whom and what it concerns, for the Sync panel and the inbox. */
  concerns(seen: Seen, input: Input): Concern;
}

/** A command that the server may refuse: a sale, a move, a cancellation. */
export interface RequestDefinition<Draft, Input extends Draft, Seen> extends CommandBase<Draft, Input, Seen> {
  readonly kind: 'request';
  decide(seen: Seen, input: Input, context: Context): Outcome<readonly Event[]>;
  /**
   * Whether it stands as well where its desk may only deposit, revoked or begun anew [S12, S16, S33]: a sale that was promised whole
   * out of the desk's own allotment, and the guest whom it was made for. No other request does.
   */
  standsDeposited?(seen: Seen, input: Input): boolean;
  /** Ways out of a refusal; looked up after the rollback, without locks [S21]. */
  alternatives?(refusal: Refusal, input: Input, context: Context): Loading<readonly Alternative[]>;
}

/** A command that has happened: guarded at the desk [S6], never refused by the server [S24]. */
export interface FactDefinition<Draft, Input extends Draft, Seen> extends CommandBase<Draft, Input, Seen> {
  readonly kind: 'fact';
  /** What must hold at the desk. On the server a guard that fails becomes an exception. */
  guard(seen: Seen, input: Input, context: Context): Outcome<null>;
  /** What it does, whatever it finds: total, and with an exception for every contradiction. */
  record(seen: Seen, input: Input, context: Context): readonly Event[];
}

export type Definition<Draft, Input extends Draft, Seen> =
  | RequestDefinition<Draft, Input, Seen>
  | FactDefinition<Draft, Input, Seen>;

/** A command of any type, as the registry and the engine hold it. */
export type Command = Definition<unknown, unknown, unknown>;

/** Types a request where it stands; for one whose draft is its input, `prepare` is {@link asIs}. */
export function defineRequest<Draft, Input extends Draft, Seen>(
  definition: Omit<RequestDefinition<Draft, Input, Seen>, 'kind'>,
): RequestDefinition<Draft, Input, Seen> {
  return { ...definition, kind: 'request' };
}

export function defineFact<Draft, Input extends Draft, Seen>(
  definition: Omit<FactDefinition<Draft, Input, Seen>, 'kind'>,
): FactDefinition<Draft, Input, Seen> {
  return { ...definition, kind: 'fact' };
}

/** The preparation of a command that freezes nothing. */
export function asIs<Draft>(_seen: unknown, draft: Draft): Outcome<Draft> {
  return { ok: true, value: draft };
}

/**
 * The preparation of an edit: refused as `changed-elsewhere` when the row is not the one that the person looked at.
 * Only the desk looks at versions; on the server last writers decide [S4].
 */
export function ifUnchanged<Draft extends { readonly expectedVersion: number }, Seen>(
  rowOf: (seen: Seen) => { readonly version: number; readonly writer: string } | undefined,
) {
  return (seen: Seen, draft: Draft): Outcome<Draft> => {
    const row = rowOf(seen);
    if (row !== undefined && row.version !== draft.expectedVersion) {
      return refuse('changed-elsewhere', { expected: draft.expectedVersion, found: row.version, by: row.writer }, true);
    }
    return { ok: true, value: draft };
  };
}
