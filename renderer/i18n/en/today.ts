/** The words of the today screen. */
export const today = {};
