import type { ReactNode } from 'react'
import { useId } from 'react'
import './card.css'

export interface CardProps {
  readonly title: string
  /** Beside the title: a count, a short remark. */
  readonly aside?: ReactNode
  /** At the end of the title's line: where to go on. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A titled surface. */
export function Card({ title, aside, actions, children }: CardProps) {
  const id = useId()
  return (
    <section className="card" aria-labelledby={id}>
      <header className="card-head">
        <h2 id={id}>{title}</h2>
        {aside}
        <span className="grow" />
        {actions}
      </header>
      {children}
    </section>
  )
}
