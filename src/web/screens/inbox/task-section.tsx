import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { PHONE } from './layout-width.ts'

export interface TaskSectionProps {
  readonly title: string
  /** How many things are in it. */
  readonly count: number
  readonly children: ReactNode
}

/** A part of the page below what was answered. On a phone it is folded: the answer matters more there. */
export function TaskSection({ title, count, children }: TaskSectionProps) {
  const isPhone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false })
  if (!isPhone) {
    return (
      <section className="task-history">
        <h3>{title}</h3>
        {children}
      </section>
    )
  }
  return (
    <details className="task-history task-history-folded">
      <summary>
        <span className="grow">{title}</span>
        <span className="num">{count}</span>
      </summary>
      {children}
    </details>
  )
}
