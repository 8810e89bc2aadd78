/** The words of the housekeeping screen. */
export const housekeeping = {};
