/** The words of the calendar screen. */
export const calendar = {};
