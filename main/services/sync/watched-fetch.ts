/** Longer than the server's own sign of life on a quiet stream (21 s) and its long poll (20 s). */
const longestSilence = 50_000;

/**
 * A `fetch` that tells of a line that is gone: a connection on which nothing comes any more, not even the server's sign of life
 * (a cut that no one announced), and one that does not come about. The client would take the latter for a proxy that ends its
 * event streams, and fall back to polling.
 */
export function watchedFetch(onGone: (error: unknown) => void): typeof fetch {
  return async (input, init) => {
    const watch = setTimeout(() => onGone(new Error('the feed fell silent')), longestSilence);
    try {
      const response = await fetch(input, init);
      if (response.body === null) {
        clearTimeout(watch);
        return response;
      }
      const body = response.body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            watch.refresh();
            controller.enqueue(chunk);
          },
          flush: () => clearTimeout(watch),
        }),
      );
      init?.signal?.addEventListener('abort', () => clearTimeout(watch), { once: true });
      return new Response(body, response);
    } catch (error) {
      clearTimeout(watch);
      if (init?.signal?.aborted !== true) onGone(error);
      throw error;
    }
  };
}
