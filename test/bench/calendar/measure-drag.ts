import type { Page } from '@playwright/test';

/**
 * Carries a bar over the chart: from each pointer move to the written page, and from the input to its frame being painted.
 * A browser hands pointer moves over at the beginning of a frame, so each is sent there; a message posted then arrives
 * after that frame's paint.
 */
export async function measureDrag(
  page: Page,
): Promise<{ moveToDomP95Ms: number; inputToFrameP95Ms: number; ghostMoves: number }> {
  const { moves, inputs, changes } = await page.evaluate(async () => {
    const tape = document.querySelector<HTMLElement>('.cal-tape');
    const bar = [...document.querySelectorAll<HTMLElement>('.cal-body .cal-bar.conf')].find(
      (one) => one.offsetWidth > 40,
    );
    const ghost = document.querySelector<HTMLElement>('.cal-ghost');
    if (tape === null || bar === undefined || ghost === null) throw new Error('nothing to drag');
    const box = bar.getBoundingClientRect();
    const start = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    // A pointer made by a script cannot be captured.
    tape.setPointerCapture = () => {};
    const send = (type: string, x: number, y: number): void => {
      tape.dispatchEvent(
        new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, button: 0, buttons: 1, bubbles: true }),
      );
    };
    send('pointerenter', start.x, start.y);
    send('pointerdown', start.x, start.y);
    send('pointermove', start.x + 8, start.y);
    const toDom: number[] = [];
    const toFrame: number[] = [];
    let ghostMoves = 0;
    const view = tape.getBoundingClientRect();
    for (let step = 0; step < 240; step++) {
      const x = view.left + 320 + ((step * 37) % (view.width - 420));
      const y = view.top + 180 + ((step * 23) % (view.height - 300));
      await new Promise(requestAnimationFrame);
      const before = ghost.style.transform;
      const begun = performance.now();
      send('pointermove', x, y);
      toDom.push(performance.now() - begun);
      if (ghost.style.transform !== before) ghostMoves++;
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve(), { once: true });
        port1.start();
        port2.postMessage(null);
      });
      toFrame.push(performance.now() - begun);
    }
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    return { moves: toDom, inputs: toFrame, changes: ghostMoves };
  });
  const p95 = (figures: readonly number[]): number =>
    [...figures].sort((a, b) => a - b)[Math.floor(figures.length * 0.95)] ?? NaN;
  return { moveToDomP95Ms: p95(moves), inputToFrameP95Ms: p95(inputs), ghostMoves: changes };
}
