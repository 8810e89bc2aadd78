import { type ComponentType, lazy } from 'react';

/** The file of a screen is no longer there: the desk was brought up to date under this open window. */
export class ScreenGone extends Error {
  override readonly name = 'ScreenGone';
}

/** A screen that is fetched when it is first opened. Tried twice, since the way to the services may just have been broken. */
export function fetchedScreen(fetch: () => Promise<ComponentType>) {
  return lazy(async () => {
    try {
      return { default: await fetch().catch(fetch) };
    } catch (cause) {
      throw new ScreenGone('a file of this screen could not be fetched', { cause });
    }
  });
}
