/** What all shapes of a server together may take: memory for their latest changes, and disk. */
export interface LogBudget {
  /** Bytes that wait to be written. Past a limit the stream of changes is held back until the disk has caught up. */
  waiting: number;
  /** Bytes of the latest changes that are kept in memory beside their files. */
  held: number;
  /** Bytes on disk, logs and snapshots. */
  disk: number;
  /** To be called when `waiting` has fallen. */
  readonly drained: () => void;
  /** The logs that hold something in memory, the one written longest ago first. */
  readonly holders: Set<{ letGo(): void }>;
  readonly maxHeld: number;
}

export function openLogBudget(maxHeld: number, drained: () => void): LogBudget {
  return { waiting: 0, held: 0, disk: 0, drained, holders: new Set(), maxHeld };
}
