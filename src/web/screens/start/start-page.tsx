import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Logo } from '../../icons/logo.tsx'
import { PageHeading } from '../../layout/page-heading.tsx'
import './start-page.css'

/** A page of its own, without the way to anything else. */
export function StartPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useDocumentTitle(`${title} · WorkCharts`)
  return (
    <main className="start-page" id="content" tabIndex={-1}>
      <Logo />
      <PageHeading>{title}</PageHeading>
      {children}
    </main>
  )
}
