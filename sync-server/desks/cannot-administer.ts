/** What stands in the way of an administrator, in words for whoever sits there. */
export class CannotAdminister extends Error {
  override readonly name = 'CannotAdminister';
}
