/**
 * Whether a value has the build of a calendar window. The services that answer are the trusted producer, part of the
 * same program and version; a full parse of some 4,200 bars costs more than painting them. So the shape is looked
 * over once per bar by the fields that place it, and the whole schema is proven against the services by their tests.
 */
export function looksLikeCalendar(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { from, to, businessDate, bars, blocks, nights } = value;
  return (
    areTexts(from, to, businessDate) &&
    Array.isArray(bars) &&
    bars.every((bar) => isRecord(bar) && areTexts(bar.id, bar.stayId, bar.roomTypeId, bar.from, bar.to, bar.state)) &&
    Array.isArray(blocks) &&
    blocks.every((block) => isRecord(block) && areTexts(block.id, block.roomId, block.from, block.to)) &&
    Array.isArray(nights) &&
    nights.every((night) => isRecord(night) && Array.isArray(night.total) && Array.isArray(night.taken))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function areTexts(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}
