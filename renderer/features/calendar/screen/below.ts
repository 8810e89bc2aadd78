import { create } from 'zustand';
import type { Asking } from '../layout/asking-below.ts';
import type { HoveredStay } from '../surface/surface-events.ts';

/** What waits under the fold. Apart from the screen's state, so that a scroll renders only the line that says it. */
export const useBelow = create<Asking>(() => ({ dueIn: 0, dueOut: 0, overdue: 0 }));

/** The bar under the pointer. Apart from the screen's state, so that hovering renders only the card. */
export const useHovered = create<{ readonly hovered: HoveredStay | null }>(() => ({ hovered: null }));
