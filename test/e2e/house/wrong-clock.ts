/* Loaded before a desk: this machine's clock then is off by `CAIRN_CLOCK_OFF_MS` [S14]. */

const off = Number(process.env['CAIRN_CLOCK_OFF_MS'] ?? 0);
const RightDate = Date;

class WrongDate extends RightDate {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(RightDate.now() + off);
    else super(given[0]);
  }

  static override now(): number {
    return RightDate.now() + off;
  }
}

// Every program on a machine sees the same wrong clock.
globalThis.Date = WrongDate as DateConstructor;
