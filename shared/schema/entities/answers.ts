import { entity, id, int, json, oneOf, text } from '../entity.ts';
import type { Alternative, Concern, Remedy } from '../answers.ts';

/** What the server answered, and what waits for a person. */
export const answers = {
  /** A request that the server refused, in its desk's inbox [S23]. */
  refusal: entity(
    'refusal',
    {
      deskCode: text(),
      envelopeId: id(),
      command: text(),
      input: json<unknown>(),
      reason: text(),
      detail: json<Readonly<Record<string, unknown>>>(),
      alternatives: json<readonly Alternative[]>(),
      concerns: json<Concern>(),
      status: oneOf(['open', 'answered', 'dismissed']),
      answeredBy: text(),
    },
    { indexes: [['status']], lockOrder: 80 },
  ),
  /** A fact that contradicts what the server found, and the remedies a person can choose [S24]. */
  exception: entity(
    'exception',
    {
      kind: text(),
      deskCode: text(),
      envelopeId: id(),
      detail: json<Readonly<Record<string, unknown>>>(),
      remedies: json<readonly Remedy[]>(),
      concerns: json<Concern>(),
      status: oneOf(['open', 'resolved']),
      resolution: text(),
      resolvedBy: text(),
    },
    { indexes: [['status']], lockOrder: 82 },
  ),
  /** The server's answer to one envelope [S10]. */
  verdict: entity(
    'verdict',
    {
      deskCode: text(),
      epoch: int(),
      seq: int(),
      envelopeId: id(),
      command: text(),
      outcome: oneOf(['applied', 'refused', 'exception']),
      reason: text(),
      detail: json<Readonly<Record<string, unknown>>>(),
    },
    { unique: [['deskCode', 'epoch', 'seq']], lockOrder: 90 },
  ),
};
