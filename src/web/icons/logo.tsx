/** The product's mark: a stage a machine does, and the person it leads to. */
export function Logo() {
  return (
    <svg className="icon icon-large" viewBox="0 0 20 20" aria-hidden="true">
      <rect x="2.5" y="3" width="6.5" height="5.5" rx="1.5" fill="var(--cool-g)" stroke="none" />
      <circle cx="14.75" cy="14.25" r="3" fill="var(--warm-g)" stroke="none" />
      <path d="M9 5.75h4.25a1.5 1.5 0 0 1 1.5 1.5v4" />
    </svg>
  )
}
