import { commandNamed } from '#shared/commands/registry.ts';

/** A command that a desk said was done: from then on it may not be lost [S7]. */
export interface Said {
  readonly id: string;
  readonly name: string;
  readonly isFact: boolean;
  readonly by: string;
}

/** All that desks said, and what one was about to say when its power went. */
export interface WhatWasSaid {
  readonly all: ReadonlyMap<string, Said>;
  /** Commands of which nobody was told: they may be there or not. */
  readonly perhaps: ReadonlySet<string>;
  /** Sales that were said to stand whatever the server finds [S32]. */
  readonly promised: ReadonlySet<string>;
  promise(id: string): void;
  say(id: string, name: string, by: string): void;
  /** The power went before it was said. */
  unsaid(id: string): void;
}

export function whatWasSaid(): WhatWasSaid {
  const all = new Map<string, Said>();
  const perhaps = new Set<string>();
  const promised = new Set<string>();
  return {
    all,
    perhaps,
    promised,
    promise: (id) => void promised.add(id),
    say: (id, name, by) => void all.set(id, { id, name, isFact: commandNamed(name)?.kind === 'fact', by }),
    unsaid(id) {
      all.delete(id);
      perhaps.add(id);
    },
  };
}
