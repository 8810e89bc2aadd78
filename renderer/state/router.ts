import { useSyncExternalStore } from 'react';

export const screens = ['today', 'calendar', 'inbox', 'housekeeping'] as const;
export type ScreenName = (typeof screens)[number];

/** Where this window is: `#/calendar?booking=…`. The search part holds what lies over the screen. */
export interface Place {
  readonly screen: ScreenName;
  readonly search: URLSearchParams;
}

export function parsePlace(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const screen = screens.find((name) => name === path) ?? 'today';
  return { screen, search: new URLSearchParams(search) };
}

export function formatPlace({ screen, search }: Place): string {
  const text = search.toString();
  return `#/${screen}${text ? `?${text}` : ''}`;
}

/** Goes to a screen; what lay over the last one is closed. */
export function goTo(screen: ScreenName, search: Readonly<Record<string, string>> = {}): void {
  location.hash = formatPlace({ screen, search: new URLSearchParams(search) });
}

/** Stays on the screen and changes what lies over it. */
export function searchTo(search: URLSearchParams): void {
  location.hash = formatPlace({ screen: currentPlace().screen, search });
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
