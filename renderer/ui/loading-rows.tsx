import styles from './loading-rows.module.css';

/** Quiet places where rows will stand, so that nothing jumps when they come. */
export function LoadingRows({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div role="status" aria-label={label} aria-busy="true">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles.row}>
          <span className={styles.bar} style={{ width: `${38 + ((index * 17) % 40)}%` }} />
        </div>
      ))}
    </div>
  );
}
