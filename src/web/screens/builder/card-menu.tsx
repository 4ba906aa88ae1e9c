import { Button } from '@mantine/core'
import type { MouseEvent } from 'react'
import type { Card } from '../../derive/builder-view.ts'
import { useOpenSource } from './code-door.tsx'

/** What else can be asked of a skill than to do a stage. People have no source. */
export function CardMenu({ card: { ref, name, kind } }: { readonly card: Card }) {
  const openSource = useOpenSource()
  if (kind === 'person') return null
  const open = (event: MouseEvent<HTMLElement>) => {
    event.currentTarget.closest('details')?.removeAttribute('open')
    openSource(ref)
  }
  return (
    <details className="card-menu">
      <summary aria-label={`More about ${name}`}>⋯</summary>
      <Button size="compact-xs" onClick={open}>
        Edit its source
      </Button>
    </details>
  )
}
