/** Read out when its words change; shown to nobody. `n` makes the same words count as new. */
export function LiveRegion({ text, n }: { readonly text: string; readonly n: number }) {
  return (
    <div className="spoken-only" aria-live="polite" role="status">
      <span key={n}>{text}</span>
    </div>
  );
}
