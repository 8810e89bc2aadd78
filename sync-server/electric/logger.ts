/** What the shape server needs of a logger; pino is one. */
export interface ElectricLogger {
  info(detail: object, text: string): void;
  warn(detail: object, text: string): void;
  error(detail: object, text: string): void;
}

export const SILENT: ElectricLogger = { info() {}, warn() {}, error() {} };
