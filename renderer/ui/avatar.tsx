import styles from './avatar.module.css';

/** A person by their initials; the name stands beside it. */
export function Avatar({ initials, size = 'normal' }: { readonly initials: string; readonly size?: 'normal' | 'big' }) {
  return (
    <span className={`${styles.avatar} ${styles[size]}`} aria-hidden="true">
      {initials}
    </span>
  );
}
