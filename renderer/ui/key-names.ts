/** Keys as `aria-keyshortcuts` wants them, by the names of the UI Events specification. */
const names: Readonly<Record<string, string>> = {
  Ctrl: 'Control',
  Esc: 'Escape',
  '↵': 'Enter',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
};

/** A chord as a person reads it (`Ctrl+↵`) as assistive tools do (`Control+Enter`). */
export function ariaKeys(keys: string): string {
  return keys
    .split('+')
    .map((key) => names[key] ?? key)
    .join('+');
}
