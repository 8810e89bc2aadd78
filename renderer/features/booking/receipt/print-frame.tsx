import type { Printing } from './use-print.ts';
import styles from './receipt-preview.module.css';

/** Hands a document to the printer, out of sight: what lies open on the screen stays as it is. */
export function PrintFrame({ printing }: { readonly printing: Printing | null }) {
  if (!printing) return null;
  return (
    <iframe
      key={printing.n}
      className={styles.printing}
      title={String(printing.n)}
      aria-hidden="true"
      tabIndex={-1}
      // No scripts in it; same origin and modals only so that this window may call its print().
      sandbox="allow-same-origin allow-modals"
      srcDoc={printing.html}
      onLoad={(event) => event.currentTarget.contentWindow?.print()}
    />
  );
}
