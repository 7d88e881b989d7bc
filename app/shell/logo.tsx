/** The mark: one spring on the left, three arms of the river to the right. */
export function Logo({ size = 20 }: { readonly size?: number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" width={size} height={size} className="shrink-0 text-accent">
      <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M3.5 10h15" />
        <path d="M18.5 3.5h-2.6C11.6 3.5 12.4 10 8 10c4.4 0 3.6 6.5 7.9 6.5h2.6" />
      </g>
      <circle cx="3.2" cy="10" r="2.4" fill="currentColor" />
    </svg>
  );
}
