import { useCanGoBack } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'

/** The heading of a page. Who comes here by a link within the app has the focus on it, so that it is read out. */
export function PageHeading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const cameByLink = useCanGoBack()
  const shouldFocus = useRef(cameByLink)
  useEffect(() => {
    if (shouldFocus.current) heading.current?.focus()
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1} className="clip">
      {children}
    </h1>
  )
}
