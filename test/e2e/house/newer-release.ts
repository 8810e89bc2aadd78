import { registerHooks } from 'node:module';

/* Loaded before a server: it then is of the next release, whose exchange is one further than this one's [S18]. */

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith('/shared/sync/envelope.ts')) return loaded;
    const text = String(loaded.source);
    const next = text.replace(
      /export const protocolVersion = (\d+);/,
      (_, version: string) => `export const protocolVersion = ${Number(version) + 1};`,
    );
    if (next === text) throw new Error('the exchange has no version to be raised');
    return { ...loaded, source: next };
  },
});
