/** For `vi.waitFor` and `vi.waitUntil`, whose own second is too little on a machine that has other work: what comes is seen at once, what does not come is a failure later. */
export const patience = { timeout: 30_000, interval: 5 } as const;
