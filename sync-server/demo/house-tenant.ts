/** The tenant of a server that one house runs for itself: whoever starts it here is its owner. */
export const houseTenantId = '01990000-0000-7000-8000-000000000001';
