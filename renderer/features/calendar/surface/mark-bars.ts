import type { Scene } from './scene.ts';

/** Puts the rings on the bars that are drawn already: chosen, in the way, in the hand. Bars drawn later get theirs as they are drawn. */
export function markBars(root: HTMLElement, scene: Scene): void {
  for (const marked of root.querySelectorAll<HTMLElement>('.chosen, .hit, .lifted'))
    marked.classList.remove('chosen', 'hit', 'lifted');
  if (scene.chosen !== null) mark(root, scene.chosen, 'chosen');
  if (scene.lifted !== null) mark(root, scene.lifted, 'lifted');
  for (const id of scene.hit) mark(root, id, 'hit');
}

function mark(root: HTMLElement, id: string, className: string): void {
  root.querySelector(`[data-bar="${CSS.escape(id)}"]`)?.classList.add(className);
}
