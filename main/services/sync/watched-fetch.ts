import { type World, realWorld } from './world.ts';

/** Longer than the server's own sign of life on a quiet stream (21 s) and its long poll (20 s). */
export const longestSilence = 50_000;

/**
 * A `fetch` that tells of a line that is gone: a connection on which nothing comes any more, not even the server's sign of life
 * (a cut that no one announced), and one that does not come about. The client would take the latter for a proxy that ends its
 * event streams, and fall back to polling. `onHeard` hears of every sign of life.
 */
export function watchedFetch(
  onGone: (error: unknown) => void,
  world: World = realWorld,
  onHeard: () => void = () => {},
): typeof fetch {
  return async (input, init) => {
    const watching = () => world.setTimer(longestSilence, () => onGone(new Error('the feed fell silent')));
    let unwatch = watching();
    try {
      const response = await world.fetch(input, init);
      if (response.body === null) {
        unwatch();
        return response;
      }
      const body = response.body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            unwatch();
            unwatch = watching();
            onHeard();
            controller.enqueue(chunk);
          },
          flush: () => unwatch(),
        }),
      );
      init?.signal?.addEventListener('abort', () => unwatch(), { once: true });
      return new Response(body, response);
    } catch (error) {
      unwatch();
      if (init?.signal?.aborted !== true) onGone(error);
      throw error;
    }
  };
}
