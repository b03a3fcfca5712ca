/** Stacked layers seen through a lens: copy-on-write, and a scope. */
export function Logo({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect x="2" y="14" width="13" height="5" rx="1.5" fill="var(--kind-bases)" />
      <rect x="2" y="8.5" width="13" height="4.5" rx="1.5" fill="var(--bar-fill)" opacity="0.75" />
      <rect x="2" y="3" width="13" height="4.5" rx="1.5" fill="var(--bar-fill)" />
      <circle cx="16" cy="12.5" r="5" fill="none" stroke="var(--text)" strokeWidth="1.8" />
      <path d="m19.6 16.1 3 3" stroke="var(--text)" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
