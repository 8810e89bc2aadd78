import type { Page } from '@playwright/test';

/** Scrolls through all rooms and back, some 15 rows a frame at the fastest, and counts late frames and visible rows without their bars. */
export async function measureScroll(
  page: Page,
): Promise<{ lateFramesPercent: number; frameP95Ms: number; missingRows: number; frames: number }> {
  const { gaps, missing } = await page.evaluate(async () => {
    const body = document.querySelector<HTMLElement>('.cal-body');
    if (body === null) throw new Error('no chart');
    const frames: number[] = [];
    let rowsMissing = 0;
    let last = 0;
    const end = body.scrollHeight - body.clientHeight;
    const steps = 300;
    await new Promise(requestAnimationFrame);
    await new Promise<void>((resolve) => {
      let step = 0;
      const frame = (now: number): void => {
        if (last !== 0) frames.push(now - last);
        last = now;
        // Every row in sight is asked for, as it stands when the frame begins: after the scroll of the frame before.
        const drawn = new Set(
          [...body.querySelectorAll<HTMLElement>('[data-row]')].map((row) =>
            Math.round(Number.parseFloat(row.style.top) / 28),
          ),
        );
        const firstRow = Math.floor(body.scrollTop / 28);
        const lastRow = Math.min(
          Math.ceil((body.scrollTop + body.clientHeight) / 28),
          Math.round(body.scrollHeight / 28),
        );
        for (let row = firstRow; row < lastRow; row++) if (!drawn.has(row)) rowsMissing++;
        if (++step > steps) return resolve();
        // There and back, slow at the ends and fast in the middle, as a wheel is turned.
        body.scrollTop = (end * (1 - Math.cos((step / steps) * 2 * Math.PI))) / 2;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    body.scrollTop = 0;
    return { gaps: frames, missing: rowsMissing };
  });
  const late = gaps.filter((gap) => gap > 17.2).length;
  const sorted = [...gaps].sort((a, b) => a - b);
  return {
    lateFramesPercent: (late / gaps.length) * 100,
    frameP95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? NaN,
    missingRows: missing,
    frames: gaps.length,
  };
}

/** Late frames of a page that does nothing: what the machine itself does to every figure beside it. */
export function measureIdle(page: Page): Promise<{ idleLateFramesPercent: number }> {
  return page.evaluate(async () => {
    const gaps: number[] = [];
    let last = 0;
    for (let frame = 0; frame < 200; frame++) {
      const now = await new Promise<number>((resolve) => {
        requestAnimationFrame(resolve);
      });
      if (last !== 0) gaps.push(now - last);
      last = now;
    }
    return { idleLateFramesPercent: (gaps.filter((gap) => gap > 17.2).length / gaps.length) * 100 };
  });
}
