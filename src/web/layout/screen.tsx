import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { PageHeading } from './page-heading.tsx'
import './screen.css'

export interface ScreenProps {
  readonly title: string
  /** The page this one belongs to, before the title. */
  readonly parent?: ReactNode
  /** Beside the title. */
  readonly aside?: ReactNode
  /** At the right end. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page: its title line, and below it what scrolls. */
export function Screen({ title, parent, aside, actions, children }: ScreenProps) {
  useDocumentTitle(`${title} · WorkCharts`)
  return (
    <main className="screen" id="content" tabIndex={-1}>
      <header className="screen-top">
        {parent === undefined ? null : <span className="screen-parent">{parent} /</span>}
        <PageHeading>{title}</PageHeading>
        {aside}
        <span className="grow" />
        {actions}
      </header>
      <div className="screen-body">{children}</div>
    </main>
  )
}
