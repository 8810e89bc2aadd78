import { create } from 'zustand';

/** What of the shell lies open over the screen. */
export interface Panels {
  readonly sync: boolean;
  readonly keys: boolean;
  /** What may be sent to whoever helps. */
  readonly diagnostics: boolean;
  /** What happened to this desk, and the way out. */
  readonly standing: boolean;
  /** What desks keep to sell without asking. */
  readonly allotments: boolean;
  /** On what terms it is sold. */
  readonly terms: boolean;
}

export const usePanels = create<Panels>(() => ({
  sync: false,
  keys: false,
  diagnostics: false,
  standing: false,
  allotments: false,
  terms: false,
}));

export function showPanel(panel: keyof Panels, open: boolean): void {
  usePanels.setState({ [panel]: open });
}
