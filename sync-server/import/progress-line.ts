import type { ImportProgress } from './import-property.ts';

/** Where progress is shown: a terminal's line is written over, elsewhere a line comes every few seconds. */
export interface ProgressScreen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const betweenLinesMs = 3000;
const betweenRefreshesMs = 120;

/** Shows how far an import is. `end` leaves the terminal's line behind. */
export function progressLine(screen: ProgressScreen, now: () => number = () => performance.now()) {
  let phase: ImportProgress['phase'] | undefined;
  let phaseBegan = 0;
  let lastShown = Number.NEGATIVE_INFINITY;
  let atBegin = 0;
  return {
    show(progress: ImportProgress): void {
      const moment = now();
      const fresh = progress.phase !== phase;
      if (fresh) {
        phase = progress.phase;
        phaseBegan = moment;
        atBegin = progress.done;
        lastShown = Number.NEGATIVE_INFINITY;
      }
      const complete = progress.done === progress.of;
      if (!complete && moment - lastShown < (screen.isTTY ? betweenRefreshesMs : betweenLinesMs)) return;
      lastShown = moment;
      const text = progressText(progress, progress.done - atBegin, (moment - phaseBegan) / 1000);
      screen.write(screen.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
    },
    end(): void {
      if (screen.isTTY && phase !== undefined) screen.write('\n');
    },
  };
}

/** `Writing 12,000 of 40,046 · 8,200 rows/s · 4 s left`; `since` counts what was done in these `seconds`. */
export function progressText(progress: ImportProgress, since: number, seconds: number): string {
  const { phase, done, of } = progress;
  const figure = new Intl.NumberFormat('en');
  const speed = seconds > 0 ? since / seconds : 0;
  const parts = [
    `${phase === 'reading' ? 'Reading' : 'Writing'} ${figure.format(done)}${of === null ? ' rows' : ` of ${figure.format(of)}`}`,
    ...(speed > 0 ? [`${figure.format(Math.round(speed))} rows/s`] : []),
    ...(of !== null && speed > 0 && done < of ? [`${Math.max(1, Math.round((of - done) / speed))} s left`] : []),
  ];
  return parts.join(' · ');
}
