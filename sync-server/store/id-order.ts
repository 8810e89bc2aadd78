/** The order in which the database gives rows, and in which they are locked: ids are texts of one length. */
export function inIdOrder(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
