/** A booking's number, `<prefix>-<year>-<desk code><sequence>`, given once where it is made and never again [B4]. */
export function bookingNumber(
  prefix: string,
  businessDate: string,
  drawn: { readonly series: string; readonly number: number },
): string {
  return `${prefix}-${businessDate.slice(0, 4)}-${drawn.series}${String(drawn.number).padStart(4, '0')}`;
}
