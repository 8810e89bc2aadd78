import styles from './key-hint.module.css';

/** The key that does the same as the button it stands in. Not read out: the button's `aria-keyshortcuts` says it. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <kbd className={styles.key} aria-hidden="true">
      {keys.replaceAll('+', ' ')}
    </kbd>
  );
}
