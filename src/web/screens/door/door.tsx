import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Logo } from '../../icons/logo.tsx'
import './door.css'

/** A page for somebody who is not in yet. */
export function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useDocumentTitle(`${title} · WorkCharts`)
  return (
    <main className="door">
      <Logo />
      <h1>{title}</h1>
      {children}
    </main>
  )
}
