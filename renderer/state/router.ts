import { useSyncExternalStore } from 'react';

export const screens = ['today', 'calendar', 'departures', 'inbox', 'housekeeping', 'settings'] as const;
export type ScreenName = (typeof screens)[number];

/** Where this window is: `#/calendar?booking=…`, `#/departures/<id>`. The search part holds what lies over the screen. */
export interface Place {
  readonly screen: ScreenName;
  /** One thing of the screen that has a page of its own, by its id; null for the screen itself. */
  readonly item: string | null;
  readonly search: URLSearchParams;
}

export function parsePlace(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [name = '', item = ''] = path.split('/', 2);
  const screen = screens.find((each) => each === name);
  if (screen === undefined) return { screen: 'today', item: null, search: new URLSearchParams(search) };
  return { screen, item: /^[\w-]{1,100}$/.test(item) ? item : null, search: new URLSearchParams(search) };
}

export function formatPlace({ screen, item, search }: Place): string {
  const text = search.toString();
  return `#/${screen}${item === null ? '' : `/${item}`}${text ? `?${text}` : ''}`;
}

/** Goes to a screen; what lay over the last one is closed. */
export function goTo(screen: ScreenName, search: Readonly<Record<string, string>> = {}): void {
  location.hash = formatPlace({ screen, item: null, search: new URLSearchParams(search) });
}

/** Goes to the page of one thing of a screen. */
export function goToItem(screen: ScreenName, item: string): void {
  location.hash = formatPlace({ screen, item, search: new URLSearchParams() });
}

/** Stays on the screen and changes what lies over it. */
export function searchTo(search: URLSearchParams): void {
  const { screen, item } = currentPlace();
  location.hash = formatPlace({ screen, item, search });
}

export function currentPlace(): Place {
  return parsePlace(location.hash);
}

export function usePlace(): Place {
  return parsePlace(useSyncExternalStore(onHashChange, () => location.hash));
}

function onHashChange(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
