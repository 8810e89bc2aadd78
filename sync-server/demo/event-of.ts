import type { Event, EventOf, EventType } from '#shared/commands/events.ts';

/** The one event of a type among those of a command. */
export function eventOf<T extends EventType>(events: readonly Event[], type: T): EventOf<T> {
  const found = events.find((event): event is EventOf<T> => event.type === type);
  if (found === undefined) throw new Error(`no ${type} among the events`);
  return found;
}
