/** The words of the inbox screen. */
export const inbox = {};
