import type { ReactNode } from 'react'
import './empty.css'

export interface EmptyProps {
  readonly title: string
  /** What will fill this place. */
  readonly children: ReactNode
  /** The one next step. */
  readonly action?: ReactNode
}

export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className="empty">
      <b>{title}</b>
      <p className="small soft">{children}</p>
      {action}
    </div>
  )
}
