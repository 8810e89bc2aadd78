import styles from './moving-bar.module.css';

/** Work whose end is not known is under way. */
export function MovingBar({ label }: { readonly label: string }) {
  return <div className={styles.bar} role="progressbar" aria-label={label} />;
}
