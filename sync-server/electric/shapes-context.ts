import type pg from 'pg';
import type { BeginContext } from './handles.ts';
import type { ElectricLogger } from './logger.ts';
import type { Storage } from './storage.ts';

/** What following shapes needs of the server around it. */
export interface ShapesContext extends Omit<BeginContext, 'durable' | 'onBytes'> {
  readonly logger: ElectricLogger;
  readonly storage: Storage;
  readonly pool: pg.Pool;
  /** To hold the stream of changes back, and to let it come again. */
  hold(held: boolean): void;
}
