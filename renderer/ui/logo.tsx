/** Four stones on one another; the top one in the accent. */
export function Logo({ size = 28, label }: { readonly size?: number; readonly label: string }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" role="img" aria-label={label}>
      <g fill="var(--ink)">
        <ellipse cx="14" cy="22.5" rx="10" ry="3.6" />
        <ellipse cx="13.4" cy="15.4" rx="7.2" ry="3" />
        <ellipse cx="14.4" cy="9.2" rx="4.8" ry="2.5" />
      </g>
      <ellipse cx="13.8" cy="4.4" rx="2.6" ry="1.8" fill="var(--accent)" />
    </svg>
  );
}
