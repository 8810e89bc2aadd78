import { create } from 'zustand';

/** What the live region reads out next; `n` grows so that the same words twice are read twice. */
export const useAnnouncement = create<{ readonly text: string; readonly n: number }>(() => ({ text: '', n: 0 }));

/** Says something to people who hear the screen, politely. */
export function announce(text: string): void {
  useAnnouncement.setState(({ n }) => ({ text, n: n + 1 }));
}
