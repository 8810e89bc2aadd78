import type { Actor } from '#shared/commands/context.ts';

/** Whoever buys without a desk. */
export const website: Actor = { userId: 'website', name: 'Website', role: 'agent' };
