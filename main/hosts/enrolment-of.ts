import type { Enrolment } from '#main/services/sync/enrol.ts';
import type { DeskArguments } from './desk-arguments.ts';

/** What is needed to enrol, where the command line gives it; a desk that is enrolled already needs nothing. */
export function enrolmentOf({ server, code, name }: DeskArguments): Enrolment | undefined {
  return server === undefined || code === undefined ? undefined : { server, code, name: name ?? 'Front desk' };
}
