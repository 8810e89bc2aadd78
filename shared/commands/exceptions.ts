import type { Concern, Remedy } from '#shared/schema/answers.ts';
import type { Context } from './context.ts';
import type { EventOf } from './events.ts';

/** What an exception says: its kind, what it found, and how it can be mended. */
export interface ExceptionDraft {
  /** Tells several exceptions of one envelope apart; their ids derive from it. */
  readonly label: string;
  readonly kind: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly remedies: readonly Remedy[];
  readonly concerns: Concern;
}

/** Opens an exception for a fact that contradicts what was found [S24]. */
export function openException(context: Context, draft: ExceptionDraft): EventOf<'ExceptionOpened'> {
  return {
    type: 'ExceptionOpened',
    exception: {
      id: context.id(`exception/${draft.label}`),
      fields: {
        kind: draft.kind,
        deskCode: context.deskCode,
        envelopeId: context.envelopeId,
        detail: draft.detail,
        remedies: draft.remedies,
        concerns: draft.concerns,
        status: 'open',
        resolution: '',
        resolvedBy: '',
      },
    },
  };
}
